import Glibc
import KithFoundation

/// x log₂ x, 0 at 0 and at what rounding leaves below.
@inline(__always)
func plogp(_ x: Double) -> Double { x > 0 ? x * log2(x) : 0 }

/// Communities in the making, with what the map equation needs of each.
///
/// With e_m the share of steps that enter community m, x_m that leave it and p_m that end in it,
/// L = plogp(Σ e_m) − Σ plogp(e_m) − Σ plogp(x_m) + Σ plogp(x_m + p_m) − Σ_v plogp(p_v).
struct MapModules {
  /// By label: p_m, x_m, e_m, and the part of the sum that depends on m alone.
  let visits: UnsafeMutablePointer<Double>
  let exits: UnsafeMutablePointer<Double>
  let entries: UnsafeMutablePointer<Double>
  let terms: UnsafeMutablePointer<Double>
  let sizes: UnsafeMutablePointer<UInt32>
  /// Σ e_m.
  var entry = 0.0
  private let owners: [Scratch<Double>]
  private let sizeOwner: Scratch<UInt32>

  init(_ flow: MapFlow, _ label: UnsafePointer<UInt32>) {
    let n = flow.nodeCount
    owners = (0..<4).map { _ in Scratch(repeating: 0, count: n) }
    sizeOwner = Scratch(repeating: 0, count: n)
    (visits, exits, entries, terms) = (owners[0].base, owners[1].base, owners[2].base, owners[3].base)
    sizes = sizeOwner.base
    for node in 0..<n {
      let own = Int(label[node])
      visits[own] += flow.visits.base[node]
      sizes[own] += 1
      var inside = 0.0
      for edge in flow.starts.base[node]..<flow.starts.base[node + 1]
      where Int(label[Int(flow.neighbors.base[edge])]) == own {
        // Both directions, met from both ends.
        inside += flow.flows.base[edge] / 2
      }
      exits[own] += flow.outflow.base[node] - inside
      entries[own] += flow.inflow.base[node] - inside
    }
    for module in 0..<n where sizes[module] > 0 {
      // What rounding leaves below nothing is nothing.
      exits[module] = max(0, exits[module])
      entries[module] = max(0, entries[module])
      terms[module] = Self.term(exit: exits[module], entry: entries[module], visits: visits[module])
      entry += entries[module]
    }
  }

  @inline(__always)
  static func term(exit: Double, entry: Double, visits: Double) -> Double {
    let out = plogp(exit)
    return plogp(exit + visits) - out - (entry == exit ? out : plogp(entry))
  }

  /// The code length in bits; all sums anew, in the order of labels.
  func codeLength(_ flow: MapFlow) -> Double {
    var (entry, sum) = (0.0, 0.0)
    for module in 0..<flow.nodeCount where sizes[module] > 0 {
      entry += entries[module]
      sum += terms[module]
    }
    for node in 0..<flow.nodeCount { sum -= plogp(flow.visits.base[node]) }
    return max(0, plogp(entry) + sum)
  }
}
