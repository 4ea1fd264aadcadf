import KithFoundation
import KithGraph
import KithMeasures

/// A division into communities, and how firm it is if that was asked for.
struct FoundCommunities {
  let partition: Partition
  let modularity: Double
  /// Of a consensus of several runs.
  let consensus: ConsensusCommunities?

  init(_ options: CommunityArguments, in graph: Graph, seed: UInt64, _ execution: Execution) throws {
    let method = try options.makeMethod(seed: seed)
    guard let runs = options.consensus, let method = method as? any RepeatableCommunityMethod else {
      let found = try method.communities(in: graph, execution: execution)
      (partition, modularity, consensus) = (found.partition, found.modularity, nil)
      return
    }
    let agreed = try Consensus(runs: runs).communities(in: graph, by: method, execution: execution)
    (partition, modularity, consensus) = (agreed.partition, agreed.modularity, agreed)
  }

  /// How many, how good, and a warning where runs contradict each other.
  func tell(_ talk: Talk) {
    var text = "\(counted(partition.count, "community", "communities")), modularity \(TerminalLayout.real(modularity))"
    if let consensus {
      text += "; \(consensus.runs) runs agree by \(TerminalLayout.real(consensus.meanAMI)) (mean AMI)"
    }
    talk.note(text)
    if let warning = consensus?.warning { talk.show(warning) }
  }
}
