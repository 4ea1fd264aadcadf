import KithDiffusion
import KithFoundation
import KithGraph
import KithInfluence
import KithMeasures
import KithTestSupport
import Testing

@Suite("Likeness among friends, trait by trait")
struct HomophilyTests {
  static let method = Homophily(null: .labels(LabelPermutation(draws: 99)), smallestCommunity: 5)

  @Test func karate() throws {
    let traits = [
      Trait(name: "club", values: .nominal(HomophilyData.clubs)),
      Trait(name: "friends", values: .numeric(HomophilyData.karateDegrees)),
    ]
    let halves = Partition(labels: HomophilyData.clubs.codes)
    let report = try Self.method.report(of: traits, over: Karate.graph, communities: halves)
    #expect(report.traits.map(\.name) == ["club", "friends"] && report.traits.map(\.kind) == [.nominal, .numeric])
    let club = report.traits[0]
    #expect(approximately(try defined(club.assortativity.value), 0.7175308642, 1e-10))
    #expect(club.null?.upper == 0.01 && club.people == 34 && club.clustering == nil)
    #expect(club.groups?.mixing?.weights == [70, 11, 11, 64])
    let friends = report.traits[1]
    #expect(approximately(try defined(friends.assortativity.value), -0.4756130977, 1e-10))
    #expect(friends.groups == nil && (friends.null?.lower ?? 1) < 0.05)
    // Inside a club everyone is of it: no question left.
    #expect(report.communities.count == 2)
    #expect(report.communities[0][0].assortativity.value.undefined == "all edges are within one group")
    #expect(report.communities[0][0].null == nil && report.communities[0][0].people == 17)
    #expect(report.communities[1][1].assortativity.value.value != nil)
  }

  @Test("A summary equals its parts", arguments: 0..<6)
  func parts(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed < 3)
    let groups = HomophilyData.randomGroups(edges.nodeCount, groups: 3, seed: seed)
    let values = HomophilyData.randomValues(edges.nodeCount, seed: seed)
    let nominal = Trait(name: "g", values: .nominal(groups))
    let numeric = Trait(name: "x", values: .numeric(values))
    let summary = try Self.method.summary(of: nominal, over: edges.graph)
    #expect(try summary.assortativity == Assortativity().estimate(of: groups, over: edges.graph))
    #expect(try summary.null == LabelPermutation(draws: 99).assortativity(of: nominal, over: edges.graph))
    #expect(try summary.groups?.ei.value == EIIndex().estimate(of: groups, over: edges.graph).value)
    #expect(try summary.groups?.coleman == ColemanIndex().estimate(of: groups, over: edges.graph))
    #expect(summary.groups?.sharedFriends == SharedFriends(of: groups, over: edges.graph))
    let numbers = try Self.method.summary(of: numeric, over: edges.graph, execution: Execution(threads: 2))
    #expect(try numbers.assortativity == NumericAssortativity().estimate(of: values, over: edges.graph))
    #expect(try numbers.null == LabelPermutation(draws: 99).assortativity(of: numeric, over: edges.graph))
    #expect(try numbers.clustering?.moran == MoranI().estimate(of: values, over: edges.graph))
    #expect(try numbers.clustering?.geary == GearyC().estimate(of: values, over: edges.graph))
  }

  @Test("Rewired edges answer with the same traits")
  func rewired() throws {
    let method = Homophily(null: .rewiring(DegreePreservingRewiring(draws: 99)))
    let club = try method.summary(of: Trait(name: "c", values: .nominal(HomophilyData.clubs)), over: Karate.graph)
    #expect(club.null?.upper == 0.01 && club.groups?.eiNull?.lower == 0.01)
    let number = try method.summary(
      of: Trait(name: "c", values: .numeric(HomophilyData.clubNumbers)), over: Karate.graph)
    #expect(number.null?.upper == 0.01 && number.clustering?.moranNull == nil)
  }

  @Test("Nothing known, nobody, no edges: reasons, no traps")
  func degenerate() throws {
    for count in [0, 1, 3] {
      var builder = GraphBuilder()
      let graph = builder.build(nodeCount: count)
      let traits = [
        Trait(name: "x", values: .numeric([Double](repeating: .nan, count: count))),
        Trait(name: "y", values: .numeric((0..<count).map(Double.init))),
        Trait(name: "g", values: .nominal(HomophilyData.column([Int?](repeating: nil, count: count), groups: 0))),
        Trait(name: "h", values: .nominal(HomophilyData.column([Int?](repeating: 0, count: count), groups: 1))),
      ]
      let everyone = Partition(labels: [UInt32](repeating: 0, count: count))
      for null in [HomophilyNull.labels(LabelPermutation(draws: 5)), .rewiring(DegreePreservingRewiring(draws: 5))] {
        let report = try Homophily(null: null, smallestCommunity: 1)
          .report(of: traits, over: graph, communities: everyone)
        for summary in report.traits + report.communities.joined() {
          #expect(summary.assortativity.value.undefined != nil && summary.null == nil)
        }
      }
    }
  }
}
