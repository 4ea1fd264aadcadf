import KithFoundation

/// Brandes' algorithm for one source at a time, in hops or lengths, on graphs of any depth.
///
/// Path counts grow without bound (2ⁿ on a chain of n diamonds), so each is a number times
/// 2^(512 · its exponent): every ratio of two of them is right where it matters.
/// Memory: 20 bytes a node beside the search's.
final class SourceDependencies {
  let search: PathSearch
  /// By node reached: how much of the shortest paths from the source runs through it.
  let dependencies: Scratch<Double>
  /// By place of the edge in the rows of nodes reached: how much of them runs over it; nil unless asked for.
  let edgeFlows: Scratch<Double>?
  private let paths: Scratch<Double>
  private let exponents: Scratch<Int32>

  private static let large = 0x1p512

  init(_ search: PathSearch, nodeCount: Int, edgeCount: Int? = nil) {
    self.search = search
    edgeFlows = edgeCount.map { Scratch(uninitialized: $0) }
    dependencies = Scratch(uninitialized: nodeCount)
    paths = Scratch(uninitialized: nodeCount)
    exponents = Scratch(uninitialized: nodeCount)
  }

  static func memory(for nodeCount: Int) -> Int { PathSearch.memory(for: nodeCount) + 20 * nodeCount }

  /// Leaves the dependencies of a source, of the nodes that the search has reached.
  func collect(from source: Int) {
    search.search(from: source)
    countPaths()
    let rows = search.rows
    for place in stride(from: search.count - 1, through: 0, by: -1) {
      let node = Int(search.order.base[place])
      var sum = 0.0
      for edge in rows.offsets.base[node]..<rows.offsets.base[node &+ 1] {
        let other = Int(rows.neighbors.base[edge])
        let isStep = search.isStep(node, other, search.length(edge))
        let flow = isStep ? share(of: node, in: other) * (1 + dependencies.base[other]) : 0
        sum += flow
        edgeFlows?.base[edge] = flow
      }
      dependencies.base[node] = place == 0 ? 0 : sum
    }
  }

  /// The part of the shortest paths to a node that arrive through one of its predecessors.
  @inline(__always)
  func share(of predecessor: Int, in node: Int) -> Double {
    let ratio = paths.base[predecessor] / paths.base[node]
    switch exponents.base[node] &- exponents.base[predecessor] {
    case 0: return ratio
    case 1: return ratio / Self.large
    default: return 0
    }
  }

  /// Counts shortest paths to every node reached. Nodes come after all their predecessors.
  func countPaths() {
    let rows = search.rows
    for place in 0..<search.count {
      paths.base[Int(search.order.base[place])] = 0
      exponents.base[Int(search.order.base[place])] = 0
    }
    if search.count > 0 { paths.base[Int(search.order.base[0])] = 1 }
    for place in 0..<search.count {
      let node = Int(search.order.base[place])
      for edge in rows.offsets.base[node]..<rows.offsets.base[node &+ 1] {
        let other = Int(rows.neighbors.base[edge])
        if search.isStep(node, other, search.length(edge)) { add(node, to: other) }
      }
    }
  }

  @inline(__always)
  private func add(_ node: Int, to other: Int) {
    let behind = exponents.base[node] &- exponents.base[other]
    if behind == 0 {
      paths.base[other] += paths.base[node]
    } else if behind > 0 {
      paths.base[other] = paths.base[node] + (behind == 1 ? paths.base[other] / Self.large : 0)
      exponents.base[other] = exponents.base[node]
    } else if behind == -1 {
      paths.base[other] += paths.base[node] / Self.large
    }
    if paths.base[other] >= Self.large {
      paths.base[other] /= Self.large
      exponents.base[other] &+= 1
    }
  }
}
