import KithFoundation

/// The refinement stage: each community is taken apart and put together again from single nodes,
/// merging only what is well connected, so that its parts become the nodes of the next level.
///
/// A node that is still alone and well connected to its community joins the well-connected part
/// where it gains most (the method's θ → 0). A community never looks outside itself, so
/// communities are refined in parallel. Every part is connected.
struct Refinement<Mass: NodeMass>: Sendable {
  let graph: LevelGraph<Mass>
  let objective: Objective
  /// The communities to refine: their members in visiting order.
  let communities: Grouping

  /// By part, which is named by one of its nodes: mass, weight to the rest of the community,
  /// and whether it still is a single node.
  private let part: Storage<UInt32>
  private let mass: Storage<Mass>
  private let cut: Storage<Double>
  private let isSingle: Storage<Bool>
  /// Each node's edges to its community, which are kept from counting them to adding them up.
  private let innerDegree: Storage<UInt32>

  init(graph: LevelGraph<Mass>, objective: Objective, communities: Grouping) {
    self.graph = graph
    self.objective = objective
    self.communities = communities
    part = Storage(count: graph.nodeCount)
    mass = Storage(count: graph.nodeCount)
    cut = Storage(count: graph.nodeCount)
    isSingle = Storage(repeating: true, count: graph.nodeCount)
    innerDegree = Storage(count: graph.nodeCount)
  }

  /// The part each node falls in.
  func run(workers: Workers) -> Storage<UInt32> {
    let bounds = communities.bounds
    // The largest first, so that threads end together.
    let order = (0..<communities.count).sorted {
      let (a, b) = (bounds[$0 + 1] - bounds[$0], bounds[$1 + 1] - bounds[$1])
      return a != b ? a > b : $0 < $1
    }
    workers.forEachChunk(of: order.count, grain: 1) { memory, range in
      for i in range { refine(order[i], memory) }
    }
    for memory in workers.memories { memory.releaseInnerRows() }
    return part
  }

  private func refine(_ index: Int, _ memory: WorkerMemory) {
    let members = communities.members.base
    let (low, high) = (communities.bounds[index], communities.bounds[index + 1])
    if high - low == 1 {
      part[Int(members[low])] = members[low]
      return
    }
    let (part, mass, cut, isSingle) = (part.base, mass.base, cut.base, isSingle.base)
    let (sums, touched) = (memory.sums.base, memory.touched.base)
    let group = communities.group.base
    let pressure = objective.pressure
    var total = Mass.zero
    var room = 0
    for i in low..<high { room += graph.rows.ends[Int(members[i])] - graph.rows.starts[Int(members[i])] }
    let inner = memory.innerRows(room: room, isWeighted: graph.rows.weights != nil)
    var at = 0
    for i in low..<high {
      let node = Int(members[i])
      part[node] = UInt32(node)
      mass[node] = graph.masses[node]
      total += mass[node]
      let (weight, end) = inner.copy(row: node, of: graph.rows, within: UInt32(index), of: group, at: at)
      cut[node] = weight
      innerDegree[node] = UInt32(end - at)
      at = end
    }
    at = 0
    for i in low..<high {
      let node = Int(members[i])
      let row = at..<at + Int(innerDegree[node])
      at = row.upperBound
      let own = mass[node]
      let push = own.scaled(by: pressure)
      if !isSingle[node] || cut[node] < push * (total - own) { continue }
      let count = memory.add(row, of: inner, by: part)
      var (best, choice, shared) = (objective.least(own.strength), node, 0.0)
      for t in 0..<count {
        let other = Int(touched[t])
        let sum = sums[other]
        sums[other] = 0
        let inPart = mass[other]
        let value = sum - push * inPart
        if value > best && cut[other] >= inPart.scaled(by: pressure) * (total - inPart) {
          (best, choice, shared) = (value, other, sum)
        }
      }
      if choice == node { continue }
      part[node] = UInt32(choice)
      isSingle[node] = false
      isSingle[choice] = false
      mass[choice] += own
      cut[choice] += cut[node] - 2 * shared
    }
  }
}
