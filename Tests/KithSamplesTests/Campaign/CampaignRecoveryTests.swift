import KithFoundation
import KithGraph
import KithInput
import KithMeasures
import Testing

@testable import KithSamples

/// Kith reads the committed campaign and finds what was planted.
@Suite struct CampaignRecoveryTests {
  let reading: LogReading
  let graph: Graph
  let truth: [String: [String: String]]

  init() throws {
    let path = SampleTests.root.appendingPathComponent("samples/campaign/comments.csv").path
    reading = try LogReader(InputOptions(sources: [path])).read(execution: .serial)
    graph = Graph(reading.log)
    truth = Dictionary(
      readTable("truth.csv", of: .campaign).map { ($0["id"] ?? "", $0) }, uniquingKeysWith: { first, _ in first })
  }

  @Test func everyMessageIsReadAndNobodyUnknownAppears() throws {
    let comments = readTable("comments.csv", of: .campaign)
    #expect(reading.summary.rowsRead == comments.count)
    #expect(reading.summary.badRows == 0 && reading.summary.warnings.isEmpty)
    for node in 0..<graph.nodeCount { #expect(truth[graph.id(of: node)] != nil, "\(graph.id(of: node))") }
  }

  @Test func flattenedAnswersAddressWhomTheyName() throws {
    // Addressed pairs as the generator meant them, against those read from the file.
    let files = CampaignFiles(seed: 1)
    let people = files.crowd.people
    var meant: [String: Int] = [:]
    for message in files.conversation.messages {
      let author = people[message.author].handle
      if let parent = message.parent {
        meant["\(author) → \(people[files.conversation.messages[parent].author].handle)", default: 0] += 1
      }
      if let friend = message.mentioned { meant["\(author) → \(people[friend].handle)", default: 0] += 1 }
    }
    var read: [String: Int] = [:]
    let log = reading.log
    for row in 0..<log.count where log.targets[row] != InteractionLog.none {
      read["\(log.people[Int(log.actors[row])]) → \(log.people[Int(log.targets[row])])", default: 0] += 1
    }
    let differing = Set(read.keys).union(meant.keys).filter { read[$0] != meant[$0] }.sorted()
    #expect(differing.isEmpty, "\(differing.count) pairs, such as \(differing.prefix(3))")
  }

  @Test func theBrandAndTheTriggersLeadByAttention() throws {
    let scores = try PageRank().scores(in: graph)
    let top = scores.top(6).map { graph.id(of: $0) }
    #expect(top[0] == CampaignPlan().brand)
    #expect(top.dropFirst().allSatisfy { truth[$0]?["role"] == "trigger" }, "\(top)")
  }

  @Test func leidenRecoversThePlantedCommunities() throws {
    let found = try Leiden(resolution: 1, seed: 1, runs: 1).partition(of: graph).partition
    var pairs: [(found: Int, planted: String)] = []
    for node in 0..<graph.nodeCount {
      if let community = truth[graph.id(of: node)]?["community"], !community.isEmpty {
        pairs.append((found[node], community))
      }
    }
    #expect(pairs.count > 900)
    let agreement = normalizedMutualInformation(pairs)
    #expect(agreement > 0.8, "NMI \(agreement)")
  }

  /// 2 I(X; Y) / (H(X) + H(Y)), Danon et al. 2005, doi 10.1088/1742-5468/2005/09/P09008.
  private func normalizedMutualInformation(_ pairs: [(found: Int, planted: String)]) -> Double {
    func entropy(_ labels: [String]) -> Double {
      let counts = Dictionary(grouping: labels, by: { $0 }).values.map { Double($0.count) / Double(labels.count) }
      return -counts.map { $0 * PortableMath.ln($0) }.reduce(0, +)
    }
    let found = entropy(pairs.map { "\($0.found)" })
    let planted = entropy(pairs.map(\.planted))
    let joint = entropy(pairs.map { "\($0.found) \($0.planted)" })
    return 2 * (found + planted - joint) / (found + planted)
  }
}
