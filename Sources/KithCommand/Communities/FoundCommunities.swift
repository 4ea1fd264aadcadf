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
    let entry = try options.entry()
    guard case .communities(let make) = entry.make else { preconditionFailure("entry() gives methods only") }
    var settings = options.settings(seed: seed)
    guard let runs = options.consensus else {
      let found = try make(settings).communities(in: graph, execution: execution)
      (partition, modularity, consensus) = (found.partition, found.modularity, nil)
      return
    }
    // Each run of the consensus is a single one: their differences are what is looked at.
    settings.runs = settings.runs ?? 1
    let fixed = settings
    let agreed = try Consensus(runs: runs, seed: seed).communities(in: graph, execution: execution) { seed in
      var settings = fixed
      settings.seed = seed
      return try make(settings)
    }
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
