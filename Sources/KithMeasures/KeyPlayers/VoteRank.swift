import KithFoundation
import KithGraph

/// Spreaders that do not crowd each other: people elected one by one, whose voters then have less to give.
///
///     let elected = try VoteRank(count: 10).elect(in: graph)
///     let scores = try VoteRank(count: 10).scores(in: graph, execution: .serial)   // votes, for those elected
///
/// Everyone starts with one vote for each person they address (each contact, in an undirected network). Whoever gets
/// most is elected (the first of equals in node order) and votes no more; each of their voters is weaker by one over
/// the mean degree, never below 0. It ends when nobody gets a vote. Votes are counted in whole multiples of
/// 1/edges, so ties are exact. Weights and self-edges do not count. Throws `KithError` (usage) for a
/// count below 1. O(nodes + edges) and, for each person elected, the degrees of the voters.
/// Zhang, Chen, Dong & Zhao 2016, doi 10.1038/srep27823.
public struct VoteRank: NodeMeasure, Codable, Equatable {
  /// People to elect; nil goes on until nobody gets a vote.
  public var count: Int?

  public init(count: Int? = nil) { self.count = count }

  public static let info = MeasureInfo(
    name: "voterank", title: "VoteRank",
    question: "Whom to start a spread with, so that they do not reach the same people?",
    convention: """
      People vote for those they address; whoever has most votes is elected, and each voter's later votes weigh less \
      by one over the mean degree, never below 0. The value is the votes at the election; strength does not count.
      """,
    complexity: "O(nodes + edges), and the voters' degrees for each elected",
    citation: "Zhang, Chen, Dong & Zhao 2016, doi 10.1038/srep27823",
    needs: "Votes; people not elected have no value.")
  public var info: MeasureInfo { Self.info }

  /// The elected, first to last, with their votes.
  public func elect(in graph: Graph, execution: Execution = .serial) throws -> [(node: Int, votes: Double)] {
    if let count, count < 1 { throw info.optionError("number of people", count, choose: "at least 1") }
    return try graph.out.withPointers { out in
      try graph.in.withPointers { inward in
        var election = Election(out, inward, count: graph.nodeCount)
        var elected: [(node: Int, votes: Double)] = []
        let wanted = min(count ?? .max, graph.nodeCount)
        while elected.count < wanted, let winner = election.next() {
          if elected.count % 256 == 0 {
            try execution.checkCancellation()
            execution.report(info.title, done: elected.count, of: wanted, unit: "people")
          }
          elected.append(winner)
        }
        return elected
      }
    }
  }

  public func scores(in graph: Graph, execution: Execution = .serial) throws -> NodeScores {
    var values = [Double](repeating: .nan, count: graph.nodeCount)
    let elected = try elect(in: graph, execution: execution)
    for (node, votes) in elected { values[node] = votes }
    return NodeScores(
      measure: info, values: values, undefined: elected.count < values.count ? "people who were not elected" : nil)
  }

  public func memory(for size: GraphSize, threads: Int) -> Int { 80 * size.nodes }
}

private struct Election {
  private let out: Adjacency.Pointers
  private let inward: Adjacency.Pointers
  /// A whole vote is this much: the edges, so that the loss of a voter, 1/mean degree, is the nodes.
  private let vote: Int
  private let loss: Int
  private let ability: Scratch<Int>
  private let votes: Scratch<Int>
  /// By votes as they once were: they only fall.
  private var queue: BestFirst

  init(_ out: Adjacency.Pointers, _ inward: Adjacency.Pointers, count: Int) {
    (self.out, self.inward, loss) = (out, inward, count)
    var received = [Int](repeating: 0, count: count)
    for node in 0..<count {
      for entry in inward.offsets.base[node]..<inward.offsets.base[node + 1]
      where Int(inward.neighbors.base[entry]) != node {
        received[node] += 1
      }
    }
    vote = received.reduce(0, +)
    ability = Scratch(repeating: vote, count: count)
    votes = Scratch(uninitialized: count)
    for node in 0..<count {
      received[node] *= vote
      votes.base[node] = received[node]
    }
    queue = BestFirst(received)
  }

  /// Elects the next; nil when nobody has votes.
  mutating func next() -> (node: Int, votes: Double)? {
    while let (node, number) = queue.first {
      let current = votes.base[node]
      if current < number {
        queue.lowerFirst(to: current)
        continue
      }
      if current == 0 { return nil }
      _ = queue.pop()
      weaken(node, by: ability.base[node])
      for entry in inward.offsets.base[node]..<inward.offsets.base[node &+ 1] {
        let voter = Int(inward.neighbors.base[entry])
        weaken(voter, by: min(loss, ability.base[voter]))
      }
      return (node, Double(current) / Double(vote))
    }
    return nil
  }

  private func weaken(_ voter: Int, by loss: Int) {
    if loss == 0 { return }
    ability.base[voter] -= loss
    for entry in out.offsets.base[voter]..<out.offsets.base[voter &+ 1] {
      let candidate = Int(out.neighbors.base[entry])
      if candidate != voter { votes.base[candidate] -= loss }
    }
  }
}
