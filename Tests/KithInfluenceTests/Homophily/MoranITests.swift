import KithGraph
import KithInfluence
import KithTestSupport
import Testing

@Suite("Moran's I")
struct MoranITests {
  /// spdep::moran.test on the karate club.
  static let references:
    [(values: [Double], style: SpatialWeights, value: Double, dealt: Double, normal: Double, z: Double)] = [
      (HomophilyData.clubNumbers, .asGiven, 0.7179487179, 0.009028493125, 0.008646520535, 7.874810367),
      (HomophilyData.karateDegrees, .asGiven, -0.2449818239, 0.00792069085, 0.008646520535, -2.41216835),
      (HomophilyData.clubNumbers, .rowStandardised, 0.7764657824, 0.01204716231, 0.01143536705, 7.350328017),
      (HomophilyData.karateDegrees, .rowStandardised, -0.5787431201, 0.01027282508, 0.01143536705, -5.411083635),
    ]

  @Test("Karate as in spdep", arguments: references.indices)
  func karate(index: Int) throws {
    let expected = Self.references[index]
    let moran = try MoranI(style: expected.style).estimate(of: expected.values, over: Karate.graph)
    #expect(approximately(try defined(moran.value), expected.value, 1e-10))
    #expect(approximately(try defined(moran.expected), -0.0303030303, 1e-10))
    #expect(approximately(try defined(moran.randomisation.variance), expected.dealt, 1e-11))
    #expect(approximately(try defined(moran.normality.variance), expected.normal, 1e-11))
    #expect(approximately(try defined(moran.randomisation.z), expected.z, 1e-8))
  }

  @Test func karateProbabilities() throws {
    let moran = try MoranI().estimate(of: HomophilyData.clubNumbers, over: Karate.graph)
    #expect(abs(try defined(moran.randomisation.p) / 9.886051673e-14 - 1) < 1e-6)
    let weighted = try MoranI(style: .asGiven).estimate(of: HomophilyData.clubNumbers, over: Karate.weighted)
    #expect(approximately(try defined(weighted.value), 0.7835497835, 1e-10))
  }

  @Test(
    "The girls' drinking in three waves", .enabled(if: HomophilyData.s50IsPresent, "../shared is absent"),
    arguments: zip([1, 2, 3], [0.4861, 0.3680, 0.4032]))
  func s50(wave: Int, expected: Double) throws {
    let (graph, alcohol, _) = try HomophilyData.s50(wave: wave)
    #expect(approximately(try defined(MoranI().estimate(of: alcohol, over: graph).value), expected, 5e-5))
  }

  @Test("A matrix, on random graphs", arguments: 0..<16)
  func slow(seed: UInt64) throws {
    let edges = RandomEdges(seed: seed, isDirected: seed % 2 == 0, isWeighted: seed % 4 < 2)
    let values = HomophilyData.randomValues(edges.nodeCount, seed: seed)
    let style = seed % 3 == 0 ? SpatialWeights.asGiven : .rowStandardised
    let moran = try MoranI(style: style).estimate(of: values, over: edges.graph)
    guard let value = moran.value.value else { return }
    let dense = DenseWeights(edges.graph, values, style)
    #expect(approximately(value, dense.moran, 1e-9), "\(edges)")
    guard let normal = moran.normality.variance.value else { return }
    let n = Double(dense.z.count)
    let second = (n * n * dense.s1 - n * dense.s2 + 3 * dense.s0 * dense.s0) / ((n * n - 1) * dense.s0 * dense.s0)
    #expect(approximately(normal, second - 1 / ((n - 1) * (n - 1)), 1e-9), "\(edges)")
  }

  @Test("The variance under randomisation is that over all orders")
  func everyOrder() throws {
    var builder = GraphBuilder()
    for (a, b, weight) in [(0, 1, 1), (1, 2, 3), (2, 0, 1), (3, 1, 2), (4, 3, 1), (0, 4, 1)] {
      builder.add(a, b, weight: Float(weight))
    }
    let graph = builder.build(nodeCount: 5)
    let values: [Double] = [1, 2, 2, 7, 4]
    let moran = try MoranI(style: .asGiven).estimate(of: values, over: graph)
    let geary = try GearyC(style: .asGiven).estimate(of: values, over: graph)
    var (morans, gearys): ([Double], [Double]) = ([], [])
    try permute(values) { order in
      morans.append(try defined(MoranI(style: .asGiven).estimate(of: order, over: graph).value))
      gearys.append(try defined(GearyC(style: .asGiven).estimate(of: order, over: graph).value))
    }
    for (all, estimate) in [(morans, moran), (gearys, geary)] {
      let mean = all.reduce(0, +) / 120
      let variance = all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 120
      #expect(approximately(mean, try defined(estimate.expected), 1e-12))
      #expect(approximately(variance, try defined(estimate.randomisation.variance), 1e-12))
    }
  }

  private func permute(_ values: [Double], _ body: ([Double]) throws -> Void) throws {
    func extend(_ chosen: [Double], _ rest: [Double]) throws {
      if rest.isEmpty { return try body(chosen) }
      for index in rest.indices {
        var left = rest
        try extend(chosen + [left.remove(at: index)], left)
      }
    }
    try extend([], values)
  }

  @Test func undefinedSaysWhy() throws {
    var builder = GraphBuilder()
    builder.add(0, 1)
    let graph = builder.build(nodeCount: 3)
    #expect(try MoranI().estimate(of: [2, 2, 2], over: graph).value.undefined == "everyone's value is the same")
    let few = try MoranI().estimate(of: [1, 2, 3], over: graph)
    #expect(few.value.value != nil && few.randomisation.p.undefined == "too few people for a variance")
  }
}

/// W and z in full.
struct DenseWeights {
  var z: [Double]
  var w: [[Double]]

  init(_ graph: Graph, _ values: [Double], _ style: SpatialWeights) {
    let known = values.indices.filter { !values[$0].isNaN }
    let mean = known.reduce(0) { $0 + values[$1] } / Double(known.count)
    z = known.map { values[$0] - mean }
    w = [[Double]](repeating: [Double](repeating: 0, count: known.count), count: known.count)
    for edge in HomophilyData.ends(graph, isKnown: { !values[$0].isNaN }) {
      w[known.firstIndex(of: edge.source)!][known.firstIndex(of: edge.target)!] = edge.weight
    }
    if style == .rowStandardised {
      for row in w.indices {
        let sum = w[row].reduce(0, +)
        if sum > 0 { w[row] = w[row].map { $0 / sum } }
      }
    }
  }

  func sum(_ term: (Int, Int) -> Double) -> Double {
    w.indices.reduce(0) { sum, i in sum + w.indices.reduce(0) { $0 + term(i, $1) } }
  }

  var squares: Double { z.reduce(0) { $0 + $1 * $1 } }
  var s0: Double { sum { w[$0][$1] } }
  var s1: Double { sum { (w[$0][$1] + w[$1][$0]) * (w[$0][$1] + w[$1][$0]) } / 2 }
  var s2: Double {
    w.indices.reduce(0) { sum, i in
      let ends = w.indices.reduce(0) { $0 + w[i][$1] + w[$1][i] }
      return sum + ends * ends
    }
  }
  var moran: Double { Double(z.count) / s0 * sum { w[$0][$1] * z[$0] * z[$1] } / squares }
  var geary: Double {
    Double(z.count - 1) * sum { w[$0][$1] * (z[$0] - z[$1]) * (z[$0] - z[$1]) } / (2 * s0 * squares)
  }
}
