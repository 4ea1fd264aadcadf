import KithGraph
import KithMeasures

extension WordFindings {
  /// The words of the `described` largest communities, at most `perCommunity` each; nil for a log without texts.
  ///
  ///     let words = WordFindings(in: log, communities: partition, described: 5, perCommunity: 8)
  ///
  /// The partition must cover the log's people. O(bytes of text).
  public init?(in log: InteractionLog, communities: Partition, described: Int, perCommunity: Int) {
    precondition(communities.assignment.count == log.people.count, "the partition covers other people")
    let counter = WordCounter(log: log, partition: communities, described: min(described, communities.count))
    guard let found = counter.findings(perCommunity: perCommunity) else { return nil }
    self = found
  }
}
