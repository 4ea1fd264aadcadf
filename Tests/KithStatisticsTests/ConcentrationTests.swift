import KithFoundation
import KithStatistics
import KithTestSupport
import Testing

@Suite("Concentration")
struct ConcentrationTests {
  @Test("Degrees of the karate club (K9)")
  func karate() {
    let degrees = (0..<34).map { Double(Karate.graph.out.degree($0)) }
    let concentration = Concentration(degrees)
    #expect(approximately(concentration.topShare(0.2)!, 0.487179, 5e-7))
    #expect(concentration.members(0.2) == 7)
    #expect(approximately(concentration.gini!, 0.385370, 5e-7))
  }

  @Test("The example of the documentation")
  func example() {
    let concentration = Concentration([1, 1, 1, 7])
    #expect(approximately(concentration.gini!, 0.45, 1e-15))
    #expect(concentration.topShare(0.25) == 0.7)
    #expect(concentration.smallestShare(holding: 0.8) == 0.5)
    #expect(concentration.smallestShare(holding: 0.7) == 0.25)
  }

  @Test("All equal is 0, all in one hand is (n − 1)/n")
  func extremes() {
    #expect(Concentration([3, 3, 3, 3, 3]).gini == 0)
    #expect(approximately(Concentration([0, 0, 0, 9]).gini!, 0.75, 1e-15))
    #expect(Concentration([5]).gini == 0)
    #expect(Concentration([5]).topShare(0.2) == 1)
    #expect(Concentration([5]).smallestShare(holding: 0.8) == 1)
  }

  @Test("Nothing to share has no answer", arguments: [[], [0, 0], [1, -1], [1, .nan], [.infinity, 1]])
  func undefined(values: [Double]) {
    let concentration = Concentration(values)
    #expect(concentration.gini == nil)
    #expect(concentration.topShare(0.2) == nil)
    #expect(concentration.smallestShare(holding: 0.8) == nil)
    #expect(concentration.lorenz() == nil)
  }

  @Test("Fractions outside 0…1 mean nobody and everybody")
  func fractions() {
    let concentration = Concentration([1, 2, 3])
    #expect([-1, 0, 1, 7, .infinity].map { concentration.topShare($0) } == [0, 0, 1, 1, 1])
    #expect(concentration.members(.nan) == 0)
    #expect(Concentration([Double](repeating: 1, count: 100)).members(0.07) == 7)
    #expect(concentration.smallestShare(holding: 2) == 1)
  }

  @Test("Gini is half the mean difference over the mean; the Lorenz curve agrees", arguments: 0..<50)
  func definition(seed: Int) throws {
    var random = RandomStream(seed: UInt64(seed), purpose: "concentration")
    let values = (0..<1 + random.below(60)).map { _ in Double(random.below(50)) * random.unit() }
    let concentration = Concentration(values)
    let total = values.reduce(0, +)
    guard total > 0 else { return }
    var difference = 0.0
    for a in values { for b in values { difference += abs(a - b) } }
    let gini = difference / (2 * Double(values.count) * total)
    #expect(approximately(try #require(concentration.gini), gini, 1e-12), "seed \(seed)")

    let curve = try #require(concentration.lorenz(intervals: values.count))
    #expect(curve.first == .init(members: 0, share: 0) && curve.last == .init(members: 1, share: 1), "seed \(seed)")
    var area = 0.0
    for (a, b) in zip(curve, curve.dropFirst()) {
      #expect(a.members < b.members && a.share <= b.share + 1e-12 && a.share <= a.members + 1e-12, "seed \(seed)")
      area += (b.members - a.members) * (a.share + b.share) / 2
    }
    #expect(approximately(1 - 2 * area, gini, 1e-12), "seed \(seed)")
    for share in [0.1, 0.5, 0.8, 0.99] {
      let fraction = try #require(concentration.smallestShare(holding: share))
      #expect(try #require(concentration.topShare(fraction)) >= share - 1e-9, "seed \(seed)")
      #expect(try #require(concentration.topShare(fraction - 1 / Double(values.count))) < share, "seed \(seed)")
    }
  }

  @Test("A long curve is thinned to what is asked")
  func thinned() {
    let curve = Concentration((0..<1000).map { Double($0) }).lorenz(intervals: 10)
    #expect(curve?.count == 11)
    #expect(curve?[5].members == 0.5)
  }
}
