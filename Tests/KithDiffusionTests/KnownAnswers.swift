import Foundation
import KithDiffusion
import KithGraph
import KithTestSupport

/// A tiny influence graph with its expected spreads by enumeration in exact arithmetic.
struct TinyGraph: Sendable, CustomStringConvertible {
  let name: String
  let graph: Graph
  /// By entry of the graph's `out` rows.
  let probabilities: [Double]
  /// Spreads of "ic", "ic_deadline1", "ic_deadline2", "lt" by set of spreaders; a kind may be absent.
  let spreads: [String: [Set<Int>: Double]]
  /// "best_ic_k1"…: the spread of the best set.
  let best: [String: Double]

  var description: String { name }

  static let arePresent = sharedData("reference/diffusion_known.json") != nil

  static let all: [TinyGraph] = {
    guard let path = sharedData("reference/diffusion_known.json"),
      let data = try? Data(contentsOf: URL(fileURLWithPath: path)),
      let json = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let graphs = json["tiny_graphs"] as? [String: [String: Any]]
    else { return [] }
    return graphs.sorted { $0.key < $1.key }.map { TinyGraph($0.key, $0.value) }
  }()

  private init(_ name: String, _ json: [String: Any]) {
    self.name = name
    let edges = (json["edges"] as! [[NSNumber]]).map { ($0[0].intValue, $0[1].intValue, $0[2].doubleValue) }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    graph = Graph(
      sources: edges.map { UInt32($0.0) }, targets: edges.map { UInt32($0.1) }, nodeCount: json["nodes"] as! Int)
    probabilities = edges.map(\.2)
    var spreads: [String: [Set<Int>: Double]] = [:]
    var best: [String: Double] = [:]
    for (key, value) in json {
      if let answers = value as? [String: NSNumber], !answers.isEmpty {
        for (set, spread) in answers {
          spreads[key, default: [:]][Set(set.split(separator: ",").map { Int($0)! })] = spread.doubleValue
        }
      } else if key.hasPrefix("best_") {
        best[key] = ((value as! [Any])[1] as! NSNumber).doubleValue
      }
    }
    self.spreads = spreads
    self.best = best
  }

  /// The model of a kind of answer.
  func model(_ kind: String) -> DiffusionModel {
    switch kind {
    case "ic": .cascade(.perEdge(probabilities))
    case "ic_deadline1": .cascade(.perEdge(probabilities), deadline: 1)
    case "ic_deadline2": .cascade(.perEdge(probabilities), deadline: 2)
    default: .threshold(.perEdge(probabilities))
    }
  }
}

/// The example of Neo4j's documentation of CELF: 10 people, 14 friendships (K18), each of probability 0.1.
enum GDSExample {
  static let names = ["Jimmy", "Jack", "Alice", "Ceri", "Mohammed", "Michael", "Ethan", "Lara", "Amir", "Willie"]
  static let edges = [
    (1, 2), (2, 0), (2, 6), (2, 7), (2, 8), (2, 9), (3, 6), (5, 4), (5, 6), (6, 0), (6, 1), (6, 7), (6, 4), (7, 8),
  ]
  static let graph = Graph(
    sources: edges.map { UInt32($0.0) }, targets: edges.map { UInt32($0.1) }, nodeCount: names.count)
  static let model = DiffusionModel.cascade(.constant(0.1))
  static func node(_ name: String) -> Int { names.firstIndex(of: name)! }
}

/// A random influence graph with a probability for each edge; threshold weights sum to less than 1.
struct RandomNetwork: CustomStringConvertible {
  let graph: Graph
  let probabilities: [Double]
  let description: String

  init(seed: UInt64, maxNodes: Int, isThreshold: Bool = false) {
    let edges = RandomEdges(seed: seed, maxNodes: maxNodes)
    graph = edges.graph
    description = edges.description
    var random = SplitMix(state: seed)
    let choices = isThreshold ? [0, 0.1, 0.25, 0.5] : [0, 0.05, 0.3, 0.5, 0.9, 1]
    let graph = graph
    probabilities = graph.out.neighbors.map { target in
      let chosen = choices.randomElement(using: &random)!
      return isThreshold ? chosen * 2 / Double(graph.in.degree(Int(target)) + 1) : chosen
    }
  }

  var cascade: DiffusionModel { .cascade(.perEdge(probabilities)) }
  var threshold: DiffusionModel { .threshold(.perEdge(probabilities)) }
}

struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
