import KithDiffusion
import KithFoundation
import KithGraph
import Testing

/// The worked example of the toolkit that the SocialSim programme measured cascades with: who retweeted, quoted or
/// answered what, and who follows whom. Facts from data_extraction/complicated_cascade_partial.csv and
/// complicated_cascade_followers.json of github.com/pnnl/socialsim at 2620ad9. Every account but the first is in one
/// list of followers at most, so whom it followed is beyond doubt.
@Suite("Parents of a published example (K17b)")
struct PublishedParentsTests {
  /// In order of time: the post, which has its author's number, and the post that the platform names. It names the
  /// original where somebody shares a share, and nothing where it is the first post.
  static let posts: [(id: Int, named: Int, isReply: Bool)] = [
    (1, 1, false), (2, 1, true), (3, 1, false), (4, 1, false), (5, 2, false), (6, 2, true), (7, 2, false),
    (8, 1, false), (9, 3, true), (10, 3, false), (11, 1, false), (12, 1, false), (13, 1, false), (14, 2, false),
    (15, 5, true), (16, 5, false), (17, 6, false), (18, 6, true), (19, 6, false), (22, 2, false), (23, 1, false),
    (24, 8, true), (25, 8, false), (26, 9, false), (27, 9, true), (28, 9, false), (31, 3, false), (32, 1, false),
    (33, 1, false), (34, 1, false),
  ]
  static let followers: [Int: [Int]] = [
    1: [3, 4], 2: [5, 7], 3: [8, 10], 4: [11, 12, 13], 5: [14, 16], 6: [17, 19], 7: [22], 8: [23, 25], 9: [26, 28],
    10: [31], 13: [32, 33, 34],
  ]

  @Test("Answers follow whom they name, shares the latest of those they follow who shared it before")
  func parents() throws {
    let name = { (id: Int) in "\(100 + id)" }
    var builder = InteractionLogBuilder(file: "memory")
    let times = Dictionary(uniqueKeysWithValues: Self.posts.enumerated().map { ($1.id, $0) })
    func add(_ id: Int, answering target: Int?, about item: Int) {
      builder.append(
        actor: name(id), target: target.map(name), time: Timestamp(milliseconds: Int64(times[id]!)), kind: nil,
        channel: nil, item: name(item), line: builder.count + 1)
    }
    // What is shared is an item; the author of it comes first.
    for original in Set(Self.posts.map(\.named)).sorted() { add(original, answering: nil, about: original) }
    for post in Self.posts where post.id != post.named {
      add(post.id, answering: post.isReply ? post.named : nil, about: post.named)
    }
    let log = builder.finish()
    let code = { (id: Int) in UInt32(log.people.index(of: name(id))!) }
    let ties = Self.followers.sorted { $0.key < $1.key }.flatMap { person, others in others.map { (person, $0) } }
    let influence = Graph(
      sources: ties.map { code($0.0) }, targets: ties.map { code($0.1) }, nodeCount: log.people.count)
    let set = try CascadeReconstruction(inference: .latest).cascades(in: log, over: influence)
    #expect(set.memberCount == Self.posts.count - 1 + 7 && set.count == 7)
    for member in 0..<set.memberCount {
      let id = Int(set.people[Int(set.persons[member])])! - 100
      guard let parent = set.parent(of: member) else { continue }
      let found = Int(set.people[Int(set.persons[parent])])! - 100
      let post = try #require(Self.posts.first { $0.id == id })
      let followed = Self.followers.first { $0.value.contains(id) }?.key
      #expect(found == (post.isReply ? post.named : followed), "post \(id)")
    }
    #expect(set.roots(.first).map { set.people[Int(set.persons[$0])] } == [1, 2, 3, 5, 6, 8, 9].map(name))
  }
}
