import KithFoundation
import KithGraph

/// The power iteration behind `PageRank`, arranged for the memory it runs in.
///
/// What an iteration costs is the gather of one contribution an edge. So contributions are 4-byte
/// floats, and nodes are renumbered by out-degree, largest first: the few that most edges come from
/// then share cache lines. Isolated nodes, all alike, are one number.
///
/// Precision: rounding to float leaves an error near 1e-7. So whenever the change has fallen by
/// `refinement`, one iteration runs in double precision; its change is exact, and from there the
/// iteration is carried on by its changes, Δ' = d·Pᵀ·Δ, which in float err by 1e-7 of themselves only.
///
/// Chunks of rows hold equal work and do not depend on the threads; partial sums are added in
/// order: any number of threads gives the same bits.
final class PageRankKernel {
  private let nodeCount: Int
  private let damping: Double
  private let layout: PageRankLayout
  private let isolated: Int
  /// The rank of each isolated node.
  private var isolatedRank: Double
  /// By position.
  private let rank: Scratch<Double>
  /// What each position passes along each of its edges (for each unit of weight): of its rank, or
  /// of the last change of its rank.
  private var contribution: Scratch<Float>
  private var nextContribution: Scratch<Float>
  private var phase = Phase.ranks
  /// The change below which the next iteration is exact.
  private var refineBelow = refinement
  /// The part of the last iteration's ranks, or changes, that lies with nodes without out-edges.
  private var dangling: Double
  private let partial: Scratch<Partial>

  private enum Phase {
    /// Contributions are of the ranks.
    case ranks
    /// The same in double precision; leaves contributions of the changes.
    case exact
    /// Contributions are of the last iteration's changes.
    case changes
  }
  private static let refinement = 1e-4

  private struct Partial: BitwiseCopyable {
    var change = 0.0
    var dangling = 0.0
  }

  init(_ graph: Graph, damping: Double, execution: Execution) throws {
    nodeCount = graph.nodeCount
    self.damping = damping
    layout = try PageRankLayout(graph, execution)
    isolated = nodeCount - layout.count
    let start = 1 / Double(nodeCount)
    isolatedRank = start
    rank = Scratch(repeating: start, count: layout.count)
    contribution = Scratch(repeating: 0, count: layout.count)
    nextContribution = Scratch(repeating: 0, count: layout.count)
    partial = Scratch(repeating: Partial(), count: layout.chunks.count)
    dangling = 0
    prepareContributions(contribution)
  }

  /// By node; sums to 1.
  var ranks: [Double] {
    let scale = 1 / total
    var ranks = [Double](repeating: isolatedRank * scale, count: nodeCount)
    for position in 0..<layout.count { ranks[Int(layout.order.base[position])] = rank.base[position] * scale }
    return ranks
  }

  private var total: Double {
    (0..<layout.count).reduce(Double(isolated) * isolatedRank) { $0 + rank.base[$1] }
  }

  /// One iteration. Returns the L1 change of the ranks.
  func iterate(_ execution: Execution) -> Double {
    let exact = phase == .exact ? Scratch<Double>(uninitialized: layout.count) : nil
    if let exact {
      // Rounding has leaked mass too, which the iteration itself would restore only slowly.
      let scale = 1 / total
      isolatedRank *= scale
      for position in 0..<layout.count { rank.base[position] *= scale }
      prepareContributions(exact)
    }
    let uniform = damping * dangling / Double(nodeCount)
    let base = phase == .changes ? uniform : (1 - damping) / Double(nodeCount) + uniform
    if let exact { passOn(exact, base, execution) } else { passOn(contribution, base, execution) }
    swap(&contribution, &nextContribution)

    let isolatedChange = phase == .changes ? base : base - isolatedRank
    isolatedRank += isolatedChange
    var change = Double(isolated) * abs(isolatedChange)
    dangling = Double(isolated) * (phase == .ranks ? isolatedRank : isolatedChange)
    for chunk in layout.chunks.indices {
      change += partial.base[chunk].change
      dangling += partial.base[chunk].dangling
    }
    if phase == .exact { (phase, refineBelow) = (.changes, change * Self.refinement) }
    if change < refineBelow { phase = .exact }
    return change
  }

  /// Writes the ranks' contributions and their dangling mass.
  private func prepareContributions<Value: BinaryFloatingPoint>(_ contributions: Scratch<Value>) {
    dangling = Double(isolated) * isolatedRank
    for position in 0..<layout.count {
      let share = layout.share.base[position]
      contributions.base[position] = Value(rank.base[position] * share)
      if share == 0 { dangling += rank.base[position] }
    }
  }

  /// Gathers what each row's sources pass on; leaves new ranks, next contributions and partial sums.
  @inline(__always)
  private func passOn<Value: BinaryFloatingPoint & SendableMetatype>(
    _ source: Scratch<Value>, _ base: Double, _ execution: Execution
  ) {
    let (rank, next, partial, layout, damping) = (rank, nextContribution, partial, layout, damping)
    let (isAdded, passesRanks) = (phase == .changes, phase == .ranks)
    execution.forEachChunk(of: layout.chunks.count, grain: 1) { _, range in
      for chunk in range {
        var (sums, edge) = (Partial(), layout.chunks[chunk].firstEdge)
        for row in layout.chunks[chunk].rows {
          let end = edge &+ Int(layout.degree.base[row])
          let gathered = gather(source.base, layout.sources.base, layout.weights?.base, edge, end)
          edge = end
          let old = rank.base[row]
          let new = base + damping * gathered + (isAdded ? old : 0)
          let change = new - old
          rank.base[row] = new
          let passed = passesRanks ? new : change
          let share = layout.share.base[row]
          next.base[row] = Float(passed * share)
          sums.change += abs(change)
          if share == 0 { sums.dangling += passed }
        }
        partial.base[chunk] = sums
      }
    }
  }
}

/// The sum of a row's contributions: a few at a time in their own precision, those sums in double.
@inline(__always)
private func gather<Value: BinaryFloatingPoint & SendableMetatype>(
  _ values: UnsafeMutablePointer<Value>, _ sources: UnsafeMutablePointer<UInt32>,
  _ weights: UnsafeMutablePointer<Float>?, _ start: Int, _ end: Int
) -> Double {
  var edge = start
  var total = 0.0
  if let weights {
    while edge &+ 4 <= end {
      let a = values[Int(sources[edge])] * Value(weights[edge])
      let b = values[Int(sources[edge &+ 1])] * Value(weights[edge &+ 1])
      let c = values[Int(sources[edge &+ 2])] * Value(weights[edge &+ 2])
      let d = values[Int(sources[edge &+ 3])] * Value(weights[edge &+ 3])
      total += Double((a + b) + (c + d))
      edge &+= 4
    }
    while edge < end {
      total += Double(values[Int(sources[edge])] * Value(weights[edge]))
      edge &+= 1
    }
    return total
  }
  while edge &+ 8 <= end {
    let a = values[Int(sources[edge])] + values[Int(sources[edge &+ 1])]
    let b = values[Int(sources[edge &+ 2])] + values[Int(sources[edge &+ 3])]
    let c = values[Int(sources[edge &+ 4])] + values[Int(sources[edge &+ 5])]
    let d = values[Int(sources[edge &+ 6])] + values[Int(sources[edge &+ 7])]
    total += Double((a + b) + (c + d))
    edge &+= 8
  }
  var rest: Value = 0
  while edge < end {
    rest += values[Int(sources[edge])]
    edge &+= 1
  }
  return total + Double(rest)
}
