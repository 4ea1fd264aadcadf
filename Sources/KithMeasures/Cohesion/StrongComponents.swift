import KithFoundation
import KithGraph

/// Groups of people who all reach each other along the direction of address.
///
///     let components = try StrongComponents().partition(of: graph)
///
/// Throws only `CancellationError`. O(nodes + edges) in time, 28 bytes a node in memory; depth-first without
/// recursion. Pearce 2016, doi 10.1016/j.ipl.2015.08.010, after Tarjan 1972, doi 10.1137/0201010.
public struct StrongComponents: CommunityMethod, Codable, Equatable {
  public init() {}

  public static let info = MeasureInfo(
    name: "strong-components", title: "Strong components",
    question: "Which people reach each other both ways, through anyone?",
    convention: """
      Strongly connected components: from everyone in a group a chain of relations leads to everyone else in it, \
      along their direction. Weight ignored; whoever is in no circle is one of their own. An undirected network's \
      are its components.
      """,
    complexity: "O(nodes + edges)",
    citation: "Pearce 2016, doi 10.1016/j.ipl.2015.08.010; Tarjan 1972, doi 10.1137/0201010",
    result: .communities, needs: "Nothing: without relations everyone is a component of their own.")

  public var info: MeasureInfo { Self.info }

  public func memory(for size: GraphSize, threads: Int) -> Int { 36 * size.nodes }

  public func communities(in graph: Graph, execution: Execution) throws -> Communities {
    let partition = try partition(of: graph, execution: execution)
    return Communities(
      partition: partition, modularity: Modularity().value(of: partition, in: graph, execution: execution))
  }

  public func partition(of graph: Graph, execution: Execution = .serial) throws -> Partition {
    if !graph.isDirected { return WeakComponents().partition(of: graph, execution: execution) }
    let count = graph.nodeCount
    let marks = Scratch<UInt32>(repeating: 0, count: count)
    try graph.out.withPointers { try search($0, marks.base, count, execution) }
    return Partition(labels: (0..<count).map { marks.base[$0] })
  }

  /// Marks are 0 for nodes not met; while a node waits, the least number of those it is known to reach, its own
  /// being how many waited before it; then its component's, which counts down from the node count and so is
  /// never below a waiting node's.
  private func search(
    _ rows: Adjacency.Pointers, _ marks: UnsafeMutablePointer<UInt32>, _ count: Int, _ execution: Execution
  ) throws {
    // The nodes on the way from the start, with the edge each is at; and those done that await their component.
    let path = Scratch<UInt32>(uninitialized: count)
    let edges = Scratch<Int>(uninitialized: count)
    let waiting = Scratch<UInt32>(uninitialized: count)
    var (depth, waitingCount) = (0, 0)
    var number: UInt32 = 1
    var component = UInt32(truncatingIfNeeded: count)
    // The number each node on the path was met with: it is its component's root if its mark never fell.
    let numbers = Scratch<UInt32>(uninitialized: count)

    for start in 0..<count where marks[start] == 0 {
      if start & 0xfff == 0 { try execution.checkCancellation() }
      var node = start
      var isNew = true
      repeat {
        if isNew {
          marks[node] = number
          numbers.base[depth] = number
          path.base[depth] = UInt32(truncatingIfNeeded: node)
          edges.base[depth] = rows.offsets.base[node]
          depth &+= 1
          number &+= 1
        }
        var mark = marks[node]
        let child = unmetNeighbor(node, rows, marks, &edges.base[depth &- 1], &mark)
        marks[node] = mark
        isNew = child != nil
        if let child {
          node = child
          continue
        }
        depth &-= 1
        if mark == numbers.base[depth] {
          number &-= 1
          while waitingCount > 0 && marks[Int(waiting.base[waitingCount &- 1])] >= mark {
            waitingCount &-= 1
            number &-= 1
            marks[Int(waiting.base[waitingCount])] = component
          }
          marks[node] = component
          component &-= 1
        } else {
          waiting.base[waitingCount] = UInt32(truncatingIfNeeded: node)
          waitingCount &+= 1
        }
        if depth > 0 {
          let parent = Int(path.base[depth &- 1])
          marks[parent] = min(marks[parent], marks[node])
          node = parent
        }
      } while depth > 0
    }
  }

  /// The next neighbour nobody has met; before it, or the row's end, `mark` takes the least mark seen.
  @inline(__always)
  private func unmetNeighbor(
    _ node: Int, _ rows: Adjacency.Pointers, _ marks: UnsafeMutablePointer<UInt32>, _ edge: inout Int,
    _ mark: inout UInt32
  ) -> Int? {
    let end = rows.offsets.base[node &+ 1]
    while edge < end {
      let neighbor = Int(rows.neighbors.base[edge])
      edge &+= 1
      if marks[neighbor] == 0 { return neighbor }
      mark = min(mark, marks[neighbor])
    }
    return nil
  }
}
