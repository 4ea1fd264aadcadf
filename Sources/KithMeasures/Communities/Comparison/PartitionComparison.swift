import Glibc
import KithStatistics

/// How alike two divisions of the same nodes are.
///
///     let likeness = PartitionComparison(found, truth)
///     likeness.ami                       // 1 the same, about 0 no more alike than chance
///
/// Entropies are in bits, 0·log 0 = 0. All measures are symmetric. Two partitions that are the same (and two of
/// nobody) have NMI, AMI and ARI 1 and VI 0.
/// O(nodes + pairs of communities that share nodes), and for AMI O(pairs of different sizes · their spread).
/// AMI and NMI: Vinh, Epps & Bailey 2010, JMLR 11:2837; ARI: Hubert & Arabie 1985, doi 10.1007/BF01908075;
/// VI: Meilă 2007, doi 10.1016/j.jmva.2006.11.013.
public struct PartitionComparison: Sendable, Equatable {
  /// Mutual information in bits.
  public let mutualInformation: Double
  /// Mutual information over the arithmetic mean of the two entropies: 0 to 1, and above 0 by chance alone when
  /// there are many small communities.
  public let nmi: Double
  /// The same with what partitions of these sizes share by chance taken out of both, exactly (hypergeometric model):
  /// 1 the same, 0 as alike as chance, below 0 less.
  public let ami: Double
  /// The Rand index adjusted for chance: pairs of nodes together in both, 1 the same, 0 as alike as chance.
  public let ari: Double
  /// Variation of information in bits: what each leaves unknown of the other; a metric, 0 the same.
  public let vi: Double

  /// Both must cover the same nodes.
  public init(_ a: Partition, _ b: Partition) {
    precondition(a.assignment.count == b.assignment.count, "the partitions cover different nodes")
    let table = Contingency(a, b)
    let (ha, hb) = (Self.entropy(a.sizes), Self.entropy(b.sizes))
    if a == b {
      (mutualInformation, nmi, ami, ari, vi) = (ha, 1, 1, 1, 0)
      return
    }
    let n = Double(a.assignment.count)
    var shared = 0.0
    var pairs = 0.0
    for cell in table.cells {
      let count = Double(cell.count)
      shared += count / n * log2(n * count / (Double(a.sizes[cell.a]) * Double(b.sizes[cell.b])))
      pairs += count * (count - 1)
    }
    let information = max(0, min(shared, min(ha, hb)))
    mutualInformation = information
    vi = max(0, ha + hb - 2 * information)
    // Partitions that differ are not both of one community, nor both of single nodes: no division by 0 below.
    let mean = (ha + hb) / 2
    nmi = information / mean
    let chance = Self.expectedInformation(a.sizes, b.sizes, nodes: a.assignment.count)
    ami = (information - chance) / (mean - chance)
    let (pa, pb) = (Self.pairs(a.sizes), Self.pairs(b.sizes))
    let expected = pa * pb / (n * (n - 1))
    ari = (pairs - expected) / ((pa + pb) / 2 - expected)
  }

  private static func entropy(_ sizes: [Int]) -> Double {
    let n = Double(sizes.reduce(0, +))
    return sizes.reduce(0.0) { $0 - Double($1) / n * log2(Double($1) / n) }
  }

  /// Ordered pairs of different nodes in the same community.
  private static func pairs(_ sizes: [Int]) -> Double { sizes.reduce(0.0) { $0 + Double($1) * Double($1 - 1) } }

  /// Mean mutual information in bits over all ways to hand out both partitions' labels: how many nodes two
  /// communities share is then hypergeometric.
  static func expectedInformation(_ a: [Int], _ b: [Int], nodes: Int) -> Double {
    let n = Double(nodes)
    var sum = 0.0
    for (sizeA, countA) in distinct(a) {
      for (sizeB, countB) in distinct(b) {
        let chance = Hypergeometric(population: nodes, marked: sizeA, drawn: sizeB)
        let (x, y) = (Double(sizeA), Double(sizeB))
        let mean = chance.mean { $0 == 0 ? 0 : Double($0) / n * log2(n * Double($0) / (x * y)) }
        sum += Double(countA * countB) * mean
      }
    }
    return sum
  }

  /// Sizes that occur, largest first, and how often.
  private static func distinct(_ sizes: [Int]) -> [(size: Int, count: Int)] {
    var runs: [(size: Int, count: Int)] = []
    for size in sizes {
      if runs.last?.size == size { runs[runs.count - 1].count += 1 } else { runs.append((size, 1)) }
    }
    return runs
  }
}

/// How many nodes each pair of communities shares, for pairs that share any.
struct Contingency {
  struct Cell: Equatable {
    var a: Int
    var b: Int
    var count: Int
  }

  /// By community of a, then of b in the order of their first node.
  let cells: [Cell]

  /// O(nodes).
  init(_ a: Partition, _ b: Partition) {
    // Nodes by community of a: a counting sort.
    var starts = [Int](repeating: 0, count: a.count + 1)
    for (community, size) in a.sizes.enumerated() { starts[community + 1] = starts[community] + size }
    var next = starts
    var nodes = [UInt32](repeating: 0, count: a.assignment.count)
    for (node, community) in a.assignment.enumerated() {
      nodes[next[Int(community)]] = UInt32(node)
      next[Int(community)] += 1
    }
    var cells: [Cell] = []
    var place = [Int](repeating: -1, count: b.count)
    for community in 0..<a.count {
      let first = cells.count
      for position in starts[community]..<starts[community + 1] {
        let other = b[Int(nodes[position])]
        if place[other] < first {
          place[other] = cells.count
          cells.append(Cell(a: community, b: other, count: 0))
        }
        cells[place[other]].count += 1
      }
    }
    self.cells = cells
  }
}
