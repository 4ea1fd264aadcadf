// The yardstick of influence-max: OPIM-C (Tang et al. 2018, doi 10.1145/3183713.3183749) in plain C++, on one thread,
// as published: adjacency lists of (contact, probability), one vector a reverse-reachable set, greedy choice by
// buckets of coverage. "plain" throws a coin for every edge, as OPIM-C does; "skips" jumps to the next success,
// as SUBSIM does (Guo et al. 2020, doi 10.1145/3318464.3389740).
//
//     g++ -O3 -march=native -std=c++17 reverse_sets.cpp -o reverse_sets
//     ./reverse_sets plain|skips EDGES.npy NODES K EPSILON REPEAT        one JSON line a repeat
//
// Weighted cascade: an edge u -> v succeeds with probability 1 / indegree(v). The bounds fail with probability 1 / n.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <numeric>
#include <sys/resource.h>
#include <utility>
#include <vector>

using Edge = std::pair<uint32_t, float>;
using Graph = std::vector<std::vector<Edge>>;

struct Random {
  uint64_t state[2] = {0x9e3779b97f4a7c15ULL, 0xbf58476d1ce4e5b9ULL};
  uint64_t next() {
    uint64_t a = state[0], b = state[1];
    state[0] = b;
    a ^= a << 23;
    state[1] = a ^ b ^ (a >> 18) ^ (b >> 5);
    return state[1] + b;
  }
  float unit() { return ((next() >> 40) + 1) * 0x1p-24f; } // (0, 1]
  uint32_t below(uint32_t n) { return uint32_t((next() >> 32) * n >> 32); }
} random_numbers;

/// Reverse-reachable sets, and for each node the sets that hold it.
struct Sets {
  const Graph &graph;
  bool skips;
  std::vector<std::vector<uint32_t>> members;
  std::vector<std::vector<size_t>> holders;
  std::vector<bool> isVisited;
  std::vector<uint32_t> queue;

  Sets(const Graph &graph, bool skips)
      : graph(graph), skips(skips), holders(graph.size()), isVisited(graph.size()), queue(graph.size()) {}

  void visit(uint32_t node, size_t &length) {
    queue[length++] = node;
    isVisited[node] = true;
    holders[node].push_back(members.size());
  }

  void draw(size_t count) {
    while (members.size() < count) {
      size_t length = 0;
      visit(random_numbers.below(uint32_t(graph.size())), length);
      for (size_t at = 0; at < length; at++) {
        const auto &row = graph[queue[at]];
        if (row.empty()) continue;
        const float p = row[0].second;
        if (skips && p < 1) {
          const float scale = 1 / log2f(1 - p);
          for (size_t edge = size_t(log2f(random_numbers.unit()) * scale); edge < row.size();
               edge += 1 + size_t(log2f(random_numbers.unit()) * scale))
            if (!isVisited[row[edge].first]) visit(row[edge].first, length);
        } else {
          for (const auto &edge : row)
            if (!isVisited[edge.first] && random_numbers.unit() <= edge.second) visit(edge.first, length);
        }
      }
      for (size_t at = 0; at < length; at++) isVisited[queue[at]] = false;
      members.emplace_back(queue.begin(), queue.begin() + length);
    }
  }

  size_t covered(const std::vector<uint32_t> &chosen) const {
    std::vector<bool> isCovered(members.size());
    for (uint32_t node : chosen)
      for (size_t set : holders[node]) isCovered[set] = true;
    return size_t(std::count(isCovered.begin(), isCovered.end(), true));
  }

  /// Greedy choice of k nodes; the upper bound is the least, over its steps, of what is covered plus the k largest
  /// gains still to be had.
  std::vector<uint32_t> choose(size_t k, size_t &sum, size_t &upper) const {
    std::vector<size_t> gain(graph.size());
    size_t most = 0;
    for (size_t node = 0; node < graph.size(); node++) most = std::max(most, gain[node] = holders[node].size());
    std::vector<std::vector<uint32_t>> buckets(most + 1);
    for (size_t node = graph.size(); node--;)
      if (gain[node]) buckets[gain[node]].push_back(uint32_t(node));
    std::vector<bool> isCovered(members.size());
    std::vector<uint32_t> chosen;
    sum = 0;
    upper = members.size();
    for (size_t level = most; level > 0; level--) {
      auto &bucket = buckets[level];
      while (!bucket.empty()) {
        const uint32_t node = bucket.back();
        if (gain[node] < level) {
          bucket.pop_back();
          if (gain[node]) buckets[gain[node]].push_back(node);
          continue;
        }
        std::vector<size_t> best; // a heap of the k largest gains, least on top
        for (size_t below = level; below > 0 && (best.size() < k || best.front() < below); below--)
          for (uint32_t other : buckets[below]) {
            if (best.size() < k) {
              best.push_back(gain[other]);
              std::push_heap(best.begin(), best.end(), std::greater<>());
            } else if (gain[other] > best.front()) {
              std::pop_heap(best.begin(), best.end(), std::greater<>());
              best.back() = gain[other];
              std::push_heap(best.begin(), best.end(), std::greater<>());
            }
          }
        upper = std::min(upper, sum + std::accumulate(best.begin(), best.end(), size_t(0)));
        if (chosen.size() == k) return chosen;
        bucket.pop_back();
        sum += gain[node];
        chosen.push_back(node);
        gain[node] = 0;
        for (size_t set : holders[node]) {
          if (isCovered[set]) continue;
          isCovered[set] = true;
          for (uint32_t other : members[set])
            if (gain[other]) gain[other]--;
        }
      }
    }
    return chosen;
  }
};

struct Answer {
  double spread, ratio;
  size_t sets;
};

static Answer solve(const Graph &graph, size_t k, double epsilon, bool skips) {
  const double n = double(graph.size()), delta = 1 / n, e = std::exp(1.0);
  double choices = 0;
  for (size_t i = 1; i <= k; i++) choices += std::log((n - double(k) + double(i)) / double(i));
  const double alpha = std::sqrt(std::log(6 / delta)), beta = std::sqrt((1 - 1 / e) * (choices + std::log(6 / delta)));
  const size_t first = size_t(2 * std::pow((1 - 1 / e) * alpha + beta, 2));
  const size_t rounds = size_t(std::ceil(std::log2(2 * n * std::pow((1 - 1 / e) * alpha + beta, 2) /
                                                   (epsilon * epsilon * double(k)) / double(first)))) + 1;
  const double a = std::log(3 * double(rounds) / delta);
  Sets choosing(graph, skips), checking(graph, skips);
  for (size_t round = 0, count = first;; round++, count *= 2) {
    choosing.draw(count);
    checking.draw(count);
    size_t sum, most;
    const auto chosen = choosing.choose(k, sum, most);
    const double seen = double(checking.covered(chosen));
    const double lower = std::pow(std::sqrt(seen + 2 * a / 9) - std::sqrt(a / 2), 2) - a / 18;
    const double upper = std::pow(std::sqrt(double(most) + a / 2) + std::sqrt(a / 2), 2);
    if (lower / upper >= 1 - 1 / e - epsilon || round >= rounds)
      return {seen * n / double(count), lower / upper, 2 * count};
  }
}

int main(int argc, char **argv) {
  if (argc != 7) return fprintf(stderr, "usage: reverse_sets plain|skips EDGES.npy NODES K EPSILON REPEAT\n"), 2;
  const size_t n = strtoull(argv[3], nullptr, 10), k = strtoull(argv[4], nullptr, 10);
  FILE *file = fopen(argv[2], "rb");
  unsigned char head[10];
  if (!file || fread(head, 1, 10, file) != 10) return fprintf(stderr, "cannot read %s\n", argv[2]), 1;
  fseek(file, 10 + head[8] + 256 * head[9], SEEK_SET); // NumPy's format 1.0, int32 pairs
  std::vector<int32_t> ends;
  int32_t pair[2];
  while (fread(pair, 4, 2, file) == 2) ends.insert(ends.end(), pair, pair + 2);
  fclose(file);
  Graph graph(n);
  for (size_t i = 0; i < ends.size(); i += 2) graph[size_t(ends[i + 1])].push_back({uint32_t(ends[i]), 0.f});
  for (auto &row : graph)
    for (auto &edge : row) edge.second = 1.f / float(row.size());
  for (int repeat = atoi(argv[6]); repeat--;) {
    const auto start = std::chrono::steady_clock::now();
    const clock_t cpu = clock();
    const Answer answer = solve(graph, k, strtod(argv[5], nullptr), !strcmp(argv[1], "skips"));
    const double used = double(clock() - cpu) / CLOCKS_PER_SEC;
    rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("{\"kernel_s\": %.6f, \"kernel_cpu_s\": %.6f, \"peak_mb\": %ld, \"spread\": %.2f, \"ratio\": %.4f, \"sets\": %zu}\n",
           std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), used, usage.ru_maxrss / 1024,
           answer.spread, answer.ratio, answer.sets);
    fflush(stdout);
  }
}
