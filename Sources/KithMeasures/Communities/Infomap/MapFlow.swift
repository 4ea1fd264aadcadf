import Glibc
import KithFoundation
import KithGraph

/// Where a reader who follows relations is and goes: what the map equation is about.
///
/// Row v is `starts[v]..<starts[v + 1]`; `flows` are what goes along the edge in both directions together, which is
/// all that moving nodes between communities needs: whatever crosses a border one way leaves one side.
struct MapFlow: Sendable {
  let nodeCount: Int
  let starts: Scratch<Int>
  let neighbors: Scratch<UInt32>
  let flows: Scratch<Double>
  /// Share of steps that end at each node.
  let visits: Scratch<Double>
  /// Share of steps from each node to others, and from others to it.
  let outflow: Scratch<Double>
  let inflow: Scratch<Double>

  init(nodeCount: Int, starts: Scratch<Int>, neighbors: Scratch<UInt32>, flows: Scratch<Double>) {
    self.nodeCount = nodeCount
    self.starts = starts
    self.neighbors = neighbors
    self.flows = flows
    visits = Scratch(repeating: 0, count: nodeCount)
    outflow = Scratch(repeating: 0, count: nodeCount)
    inflow = Scratch(repeating: 0, count: nodeCount)
  }

  /// Nil without any weight. O(nodes + edges), directed at each of the walk's iterations.
  init?(_ graph: Graph, damping: Double, execution: Execution) throws {
    let n = graph.nodeCount
    let strengths = Scratch<Double>(repeating: 0, count: n)
    var total = 0.0
    for node in 0..<n {
      for edge in graph.out.offsets[node]..<graph.out.offsets[node + 1] {
        strengths.base[node] += Double(graph.out.weight(at: edge))
      }
      total += strengths.base[node]
    }
    if total == 0 { return nil }
    // What goes along an edge of weight w from v is w · rate[v].
    let rate = Scratch<Double>(repeating: 1 / total, count: n)
    if graph.isDirected {
      let walk = try LinkWalk(graph, strengths: strengths, damping: damping, execution: execution)
      for node in 0..<n { rate.base[node] = walk.rate(of: node) }
    }
    let rows = FlowRows(graph, rate: rate)
    self.init(nodeCount: n, starts: rows.starts, neighbors: rows.neighbors, flows: rows.flows)
    for node in 0..<n {
      let loop = rows.loops.base[node]
      visits.base[node] = rows.arrivals.base[node]
      inflow.base[node] = max(0, rows.arrivals.base[node] - loop)
      outflow.base[node] = max(0, strengths.base[node] * rate.base[node] - loop)
      // Where both ways are the same, let no rounding tell them apart.
      if !graph.isDirected { inflow.base[node] = outflow.base[node] }
    }
  }

  /// The number of each node's connected component, 0, 1, … by their first node. O(nodes + edges).
  var components: Scratch<UInt32> {
    let label = Scratch<UInt32>(repeating: .max, count: nodeCount)
    var stack: [UInt32] = []
    var next: UInt32 = 0
    for start in 0..<nodeCount where label.base[start] == .max {
      label.base[start] = next
      stack.append(UInt32(start))
      while let node = stack.popLast() {
        for edge in starts.base[Int(node)]..<starts.base[Int(node) + 1] {
          let other = neighbors.base[edge]
          if label.base[Int(other)] != .max { continue }
          label.base[Int(other)] = next
          stack.append(other)
        }
      }
      next += 1
    }
    return label
  }

  /// The graph whose nodes are groups: `group` numbers them 0, 1, … below `count`. O(nodes + edges).
  func aggregated(_ group: UnsafePointer<UInt32>, count: Int) -> MapFlow {
    let bounds = Scratch<Int>(repeating: 0, count: count + 2)
    for node in 0..<nodeCount { bounds.base[Int(group[node]) + 2] += 1 }
    for index in 0..<count { bounds.base[index + 2] += bounds.base[index + 1] }
    let members = Scratch<UInt32>(uninitialized: nodeCount)
    for node in 0..<nodeCount {
      let index = Int(group[node]) + 1
      members.base[bounds.base[index]] = UInt32(node)
      bounds.base[index] += 1
    }
    let starts = Scratch<Int>(repeating: 0, count: count + 1)
    let sums = FlowSums(count: count)
    // Once to count, once to write: no more memory than needed.
    for index in 0..<count {
      for position in bounds.base[index]..<bounds.base[index + 1] {
        sums.add(row: Int(members.base[position]), of: self, by: group)
      }
      var found = sums.found
      for position in 0..<sums.found where Int(sums.touched.base[position]) == index { found -= 1 }
      starts.base[index + 1] = starts.base[index] + found
      sums.clear()
    }
    let neighbors = Scratch<UInt32>(uninitialized: starts.base[count])
    let flows = Scratch<Double>(uninitialized: starts.base[count])
    let result = MapFlow(nodeCount: count, starts: starts, neighbors: neighbors, flows: flows)
    for index in 0..<count {
      for position in bounds.base[index]..<bounds.base[index + 1] {
        let node = Int(members.base[position])
        sums.add(row: node, of: self, by: group)
        result.visits.base[index] += visits.base[node]
        result.outflow.base[index] += outflow.base[node]
        result.inflow.base[index] += inflow.base[node]
      }
      var place = starts.base[index]
      for position in 0..<sums.found {
        let other = Int(sums.touched.base[position])
        if other == index {
          // Both directions from both ends: twice what stays inside.
          let inside = sums.sums.base[other] / 2
          result.outflow.base[index] = max(0, result.outflow.base[index] - inside)
          result.inflow.base[index] = max(0, result.inflow.base[index] - inside)
        } else {
          neighbors.base[place] = UInt32(other)
          flows.base[place] = sums.sums.base[other]
          place += 1
        }
      }
      sums.clear()
    }
    return result
  }
}

/// The rows of a flow: both directions' flow between two nodes, without self-edges and edges without flow.
private struct FlowRows {
  let starts: Scratch<Int>
  let neighbors: Scratch<UInt32>
  let flows: Scratch<Double>
  /// Flow from each node to itself, and from all to it.
  let loops: Scratch<Double>
  let arrivals: Scratch<Double>

  init(_ graph: Graph, rate: Scratch<Double>) {
    let n = graph.nodeCount
    let room = graph.out.neighbors.count + (graph.isDirected ? graph.in.neighbors.count : 0)
    starts = Scratch(repeating: 0, count: n + 1)
    neighbors = Scratch(uninitialized: room)
    flows = Scratch(uninitialized: room)
    loops = Scratch(repeating: 0, count: n)
    arrivals = Scratch(repeating: 0, count: n)
    var place = 0
    graph.out.withPointers { out in
      graph.in.withPointers { inward in
        for node in 0..<n {
          var (a, b) = (out.offsets.base[node], inward.offsets.base[node])
          let (aEnd, bEnd) = (out.offsets.base[node + 1], inward.offsets.base[node + 1])
          while a < aEnd || b < bEnd {
            let left = a < aEnd ? out.neighbors.base[a] : .max
            let right = b < bEnd ? inward.neighbors.base[b] : .max
            let other = min(left, right)
            var flow = 0.0
            if left == other {
              flow += Double(out.weights?.base[a] ?? 1) * rate.base[node]
              a &+= 1
              if Int(other) == node { loops.base[node] = flow }
            }
            if right == other {
              let arriving = Double(inward.weights?.base[b] ?? 1) * rate.base[Int(other)]
              arrivals.base[node] += arriving
              flow += arriving
              b &+= 1
            }
            if Int(other) == node || flow == 0 { continue }
            neighbors.base[place] = other
            flows.base[place] = flow
            place &+= 1
          }
          starts.base[node + 1] = place
        }
      }
    }
  }
}

/// Adds up a node's flow by a label of the neighbour; zero between uses.
final class FlowSums {
  let sums: Scratch<Double>
  let touched: Scratch<UInt32>
  var found = 0

  init(count: Int) {
    sums = Scratch(repeating: 0, count: count)
    touched = Scratch(uninitialized: count + 1)
  }

  @inline(__always)
  func add(row node: Int, of flow: MapFlow, by label: UnsafePointer<UInt32>) {
    let (sums, touched) = (sums.base, touched.base)
    let (neighbors, flows) = (flow.neighbors.base, flow.flows.base)
    var found = self.found
    var edge = flow.starts.base[node]
    let end = flow.starts.base[node &+ 1]
    while edge < end {
      let key = label[Int(neighbors[edge])]
      let old = sums[Int(key)]
      // Written before it is known to be new: one place more than labels.
      touched[found] = key
      found &+= old == 0 ? 1 : 0
      sums[Int(key)] = old + flows[edge]
      edge &+= 1
    }
    self.found = found
  }

  @inline(__always)
  func clear() {
    for position in 0..<found { sums.base[Int(touched.base[position])] = 0 }
    found = 0
  }
}
