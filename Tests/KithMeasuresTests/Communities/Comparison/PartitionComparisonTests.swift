import Foundation
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithMeasures

@Suite("Comparison of partitions")
struct PartitionComparisonTests {
  @Test("By hand: halves crossed with halves share nothing; a halving refined")
  func hand() {
    let crossed = PartitionComparison(Partition(labels: [0, 0, 1, 1]), Partition(labels: [0, 1, 0, 1]))
    #expect(crossed.mutualInformation == 0 && crossed.nmi == 0 && crossed.vi == 2)
    // No pair together in both; 2/3 expected of 2: (0 − 2/3)/(2 − 2/3).
    #expect(approximately(crossed.ari, -0.5, 1e-15))
    // Of three ways to pair four people one shares 1 bit: expected 1/3. (0 − 1/3)/(1 − 1/3).
    #expect(approximately(crossed.ami, -0.5, 1e-14))
    let refined = PartitionComparison(Partition(labels: [0, 0, 0, 0]), Partition(labels: [0, 0, 1, 1]))
    #expect(refined.nmi == 0 && refined.ami == 0 && refined.ari == 0 && refined.vi == 1)
  }

  @Test("By hand: a halving against its refinement")
  func known() {
    let a = Partition(labels: [0, 0, 1, 2])
    let b = Partition(labels: [0, 0, 1, 1])
    let likeness = PartitionComparison(a, b)
    #expect(approximately(likeness.ari, 0.5714285714285714, 1e-14))
    #expect(approximately(likeness.nmi, 0.8, 1e-14))
    #expect(approximately(likeness.ami, 0.5714285714285714, 1e-13))
    #expect(approximately(likeness.vi, 0.5, 1e-14))
  }

  /// Random partitions of up to 40 nodes into up to 8 groups.
  private func randomPair(_ seed: UInt64) -> (Partition, Partition) {
    var random = RandomStream(seed: seed, purpose: "partitions")
    let n = 2 + random.below(39)
    let (ka, kb) = (1 + random.below(8), 1 + random.below(8))
    let a = (0..<n).map { _ in UInt32(random.below(ka)) }
    let b = a.map { random.below(3) > 0 ? $0 : UInt32(random.below(kb)) }
    return (Partition(labels: a), Partition(labels: b))
  }

  @Test("Against sums over all pairs of communities and of nodes; symmetric; within bounds", arguments: 0..<60)
  func slow(seed: UInt64) {
    let (a, b) = randomPair(seed)
    let n = a.assignment.count
    let likeness = PartitionComparison(a, b)
    var (information, ha, hb) = (0.0, 0.0, 0.0)
    for x in 0..<a.count {
      for y in 0..<b.count {
        let both = Double((0..<n).count { a[$0] == x && b[$0] == y })
        if both > 0 {
          information += both / Double(n) * log2(both * Double(n) / (Double(a.sizes[x]) * Double(b.sizes[y])))
        }
      }
    }
    for size in a.sizes { ha -= Double(size) / Double(n) * log2(Double(size) / Double(n)) }
    for size in b.sizes { hb -= Double(size) / Double(n) * log2(Double(size) / Double(n)) }
    #expect(approximately(likeness.mutualInformation, information, 1e-12), "seed \(seed)")
    #expect(approximately(likeness.vi, ha + hb - 2 * information, 1e-12), "seed \(seed)")
    if a != b { #expect(approximately(likeness.nmi, information / ((ha + hb) / 2), 1e-12), "seed \(seed)") }
    // Hubert & Arabie by pairs.
    var (inA, inB, inBoth, all) = (0.0, 0.0, 0.0, 0.0)
    for i in 0..<n {
      for j in 0..<i {
        all += 1
        if a[i] == a[j] { inA += 1 }
        if b[i] == b[j] { inB += 1 }
        if a[i] == a[j] && b[i] == b[j] { inBoth += 1 }
      }
    }
    if a != b {
      let ari = (inBoth - inA * inB / all) / ((inA + inB) / 2 - inA * inB / all)
      #expect(approximately(likeness.ari, ari, 1e-12), "seed \(seed)")
    }
    let turned = PartitionComparison(b, a)
    for (x, y) in [
      (likeness.nmi, turned.nmi), (likeness.ami, turned.ami), (likeness.ari, turned.ari), (likeness.vi, turned.vi),
    ] { #expect(approximately(x, y, 1e-12), "seed \(seed)") }
    #expect(likeness.nmi >= 0 && likeness.nmi <= 1 && likeness.ami <= 1 && likeness.ari <= 1 && likeness.vi >= 0)
  }

  @Test("Expected information: the mean over every permutation of 6, and over random ones of more")
  func expectation() {
    let permutations = permutations(of: [0, 1, 2, 3, 4, 5])
    for (a, b) in [([0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 2, 2]), ([0, 0, 0, 0, 0, 1], [0, 1, 1, 1, 1, 1])] {
      let (left, right) = (Partition(labels: a.map(UInt32.init)), Partition(labels: b.map(UInt32.init)))
      let mean =
        permutations.reduce(0.0) { sum, order in
          sum + PartitionComparison(left, Partition(labels: order.map { UInt32(b[$0]) })).mutualInformation
        } / Double(permutations.count)
      let expected = PartitionComparison.expectedInformation(left.sizes, right.sizes, nodes: 6)
      #expect(approximately(expected, mean, 1e-12))
    }
    let (a, b) = randomPair(7)
    var random = RandomStream(seed: 1, purpose: "permutations")
    let draws = 3000
    var (sum, squares) = (0.0, 0.0)
    for _ in 0..<draws {
      let value = PartitionComparison(a, Partition(labels: b.assignment.shuffled(using: &random))).mutualInformation
      sum += value
      squares += value * value
    }
    let mean = sum / Double(draws)
    let error = ((squares / Double(draws) - mean * mean) / Double(draws)).squareRoot()
    let expected = PartitionComparison.expectedInformation(a.sizes, b.sizes, nodes: a.assignment.count)
    #expect(abs(expected - mean) < 4 * error, "\(expected) against \(mean) ± \(error)")
  }

  @Test("VI is a metric: no detour is shorter", arguments: 0..<20)
  func metric(seed: UInt64) {
    var random = RandomStream(seed: seed, purpose: "three partitions")
    let three = (0..<3).map { _ in Partition(labels: (0..<25).map { _ in UInt32(random.below(5)) }) }
    let d = { PartitionComparison(three[$0], three[$1]).vi }
    #expect(d(0, 2) <= d(0, 1) + d(1, 2) + 1e-12, "seed \(seed)")
    #expect(d(0, 1) > 0 && d(1, 1) == 0)
  }

  @Test("The same is 1, however trivial; the extremes against each other are 0")
  func trivial() {
    for labels in [[], [0], [0, 0, 0], [0, 1, 2], [4, 4, 9]] as [[UInt32]] {
      let same = PartitionComparison(Partition(labels: labels), Partition(labels: labels))
      #expect(same.nmi == 1 && same.ami == 1 && same.ari == 1 && same.vi == 0)
    }
    let extremes = PartitionComparison(Partition(labels: [0, 0, 0, 0]), Partition(labels: [0, 1, 2, 3]))
    #expect(extremes.nmi == 0 && extremes.ami == 0 && extremes.ari == 0 && extremes.vi == 2)
    // Everyone alone tells all about any partition, and so it would about any other: AMI 0, NMI not.
    let alone = PartitionComparison(Partition(labels: [0, 0, 1, 1]), Partition(labels: [0, 1, 2, 3]))
    #expect(approximately(alone.ami, 0, 1e-14) && approximately(alone.nmi, 2.0 / 3, 1e-14))
  }

  private func permutations(of items: [Int]) -> [[Int]] {
    items.count < 2
      ? [items]
      : items.indices.flatMap { index in
        var rest = items
        let item = rest.remove(at: index)
        return permutations(of: rest).map { [item] + $0 }
      }
  }
}
