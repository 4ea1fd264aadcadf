import Glibc
import KithFoundation
import KithGraph

/// Who sits in many small closed circles: walks that come back, short ones counting most.
///
///     let scores = try SubgraphCentrality().scores(in: graph, execution: Execution(threads: 2))
///
/// The diagonal of e^A, A the undirected matrix of 0 and 1: closed walks of length k count 1/k!. A person
/// without contacts scores 1. Direction and weights are left out. Each value is a Gauss quadrature over a
/// Lanczos run from that person (Golub & Meurant 2010, Matrices, Moments and Quadrature), taken on until twelve
/// digits stand.
///
/// For networks where nodes × edges are up to `SubgraphCentrality.mostWork`. Throws `KithError`: limit above
/// that, "answer is no" where a value leaves the range of numbers (an eigenvalue above 709). O(nodes × edges ×
/// about 30). Estrada & Rodríguez-Velázquez 2005, doi 10.1103/PhysRevE.71.056103.
public struct SubgraphCentrality: NodeMeasure, Codable, Equatable {
  /// Nodes times undirected edges: about two minutes of work on one thread.
  public static let mostWork = 10_000_000_000

  public init() {}

  public static let info = MeasureInfo(
    name: "subgraph", title: "Subgraph centrality", question: "Who is part of many tight circles?",
    convention: """
      Closed walks from a person to the same person, those of length k counting 1/k!; direction and strength are left \
      out; not normalised, 1 for people without contacts. Computed to twelve digits.
      """,
    complexity: "O(nodes × edges × 30)", citation: "Estrada & Rodríguez-Velázquez 2005, doi 10.1103/PhysRevE.71.056103",
    needs: "A small network: people times relations up to 10 billion.")
  public var info: MeasureInfo { Self.info }

  public func scores(in graph: Graph, execution: Execution = .serial) throws -> NodeScores {
    let contacts = graph.unweighted.undirected(execution: execution).unweighted
    let count = graph.nodeCount
    let work = count.multipliedReportingOverflow(by: contacts.edgeCount)
    guard !work.overflow && work.partialValue <= Self.mostWork else {
      throw info.sizeError(
        "\(count) people with \(contacts.edgeCount) relations are too many for it",
        help: "ask of a part of them, or ask for eigenvector, which has the same leaders in large networks")
    }
    let tooLarge = info.undefinedError("its values are larger than numbers go", help: "ask for eigenvector instead")
    let values = Scratch<Double>(uninitialized: count)
    try contacts.out.withPointers { rows in
      // Whoever has most contacts fails first: that spares the others' work.
      let hub = (0..<count).max { contacts.out.degree($0) < contacts.out.degree($1) }
      if let hub, !LanczosRun(rows, count: count).exponential(at: hub).isFinite { throw tooLarge }
      execution.forEachChunk(of: count, grain: 64) { _, range in
        let run = LanczosRun(rows, count: count)
        for node in range {
          if execution.isCancelled() { return }
          values.base[node] = run.exponential(at: node)
        }
        execution.report(info.title, done: range.lowerBound, of: count, unit: "people")
      }
    }
    try execution.checkCancellation()
    let scores = values.array
    if !scores.allSatisfy(\.isFinite) { throw tooLarge }
    return NodeScores(measure: info, values: scores)
  }

  public func memory(for size: GraphSize, threads: Int) -> Int {
    16 * size.edges + (32 + 24 * threads) * size.nodes
  }
}

/// (e^A)ᵢᵢ from the tridiagonal matrix that A becomes in the space of eᵢ, Aeᵢ, A²eᵢ …
private struct LanczosRun {
  private let rows: Adjacency.Pointers
  private let count: Int
  private let vectors: Scratch<Double>
  /// Digits stop changing below this, relatively.
  private static let tolerance = 1e-13
  private static let mostSteps = 2_000

  init(_ rows: Adjacency.Pointers, count: Int) {
    (self.rows, self.count) = (rows, count)
    vectors = Scratch(uninitialized: 3 * count)
  }

  func exponential(at node: Int) -> Double {
    var (last, current, next) = (vectors.base, vectors.base + count, vectors.base + 2 * count)
    vectors.base.update(repeating: 0, count: 2 * count)
    current[node] = 1
    var (diagonal, beside) = ([Double](), [Double]())
    var value = 0.0
    for step in 1...Self.mostSteps {
      var alpha = 0.0
      let back = beside.last ?? 0
      for index in 0..<count {
        let image = rows.weightedSum(of: index, current) - back * last[index]
        next[index] = image
        alpha += image * current[index]
      }
      var square = 0.0
      for index in 0..<count {
        next[index] -= alpha * current[index]
        square += next[index] * next[index]
      }
      diagonal.append(alpha)
      let beta = square.squareRoot()
      let scale = diagonal.reduce(1) { max($0, abs($1)) }
      // The space is spent: the rule is exact.
      let isSpent = beta <= 1e-14 * scale
      if isSpent || step % 4 == 0 || step == Self.mostSteps {
        let before = value
        value = quadrature(diagonal, beside)
        if isSpent || abs(value - before) <= Self.tolerance * value || !value.isFinite { return value }
      }
      beside.append(beta)
      for index in 0..<count { next[index] /= beta }
      (last, current, next) = (current, next, last)
    }
    return value
  }

  /// Σ eᶿ·s² over the eigenvalues θ of the tridiagonal matrix and the first entries s of their vectors, by QL
  /// with implicit shifts (Golub & Welsch 1969, doi 10.1090/S0025-5718-69-99647-1).
  private func quadrature(_ diagonal: [Double], _ beside: [Double]) -> Double {
    let size = diagonal.count
    var (d, e) = (diagonal, beside + [0])
    var first = [Double](repeating: 0, count: size)
    first[0] = 1
    for low in 0..<size {
      while true {
        var high = low
        while high < size - 1 && abs(e[high]) > 0x1p-53 * (abs(d[high]) + abs(d[high + 1])) { high += 1 }
        if high == low { break }
        var g = (d[low + 1] - d[low]) / (2 * e[low])
        let length = hypot(g, 1)
        g = d[high] - d[low] + e[low] / (g + (g >= 0 ? length : -length))
        var (sine, cosine, shift) = (1.0, 1.0, 0.0)
        var isSplit = false
        for index in stride(from: high - 1, through: low, by: -1) {
          let f = sine * e[index]
          let b = cosine * e[index]
          let r = hypot(f, g)
          e[index + 1] = r
          if r == 0 {
            d[index + 1] -= shift
            e[high] = 0
            isSplit = true
            break
          }
          (sine, cosine) = (f / r, g / r)
          g = d[index + 1] - shift
          let turn = (d[index] - g) * sine + 2 * cosine * b
          shift = sine * turn
          d[index + 1] = g + shift
          g = cosine * turn - b
          let upper = first[index + 1]
          first[index + 1] = sine * first[index] + cosine * upper
          first[index] = cosine * first[index] - sine * upper
        }
        if isSplit { continue }
        d[low] -= shift
        e[low] = g
        e[high] = 0
      }
    }
    return zip(d, first).reduce(0) { $0 + exp($1.0) * $1.1 * $1.1 }
  }
}
