import KithFoundation
import KithGraph

/// The networks of many windows over one log, made one after another.
///
/// Rows are put in order of time once, so that a window costs its own rows, not all of the log's.
struct WindowSeries {
  let windows: [TimeWindow]
  private let log: InteractionLog
  private let network: NetworkArguments
  /// Rows with a time, in its order.
  private let rows: [UInt32]
  private let times: [Int64]

  /// The network of one window.
  struct Slice {
    let window: TimeWindow
    let graph: Graph
    /// The code in the log of each node.
    let people: [UInt32]
    /// Rows that addressed somebody else.
    let interactions: Int
  }

  init(_ windows: [TimeWindow], over log: InteractionLog, _ network: NetworkArguments) {
    self.windows = windows
    self.log = log
    self.network = network
    let all = log.times ?? []
    var rows = all.indices.filter { all[$0] != Timestamp.missing }.map { UInt32($0) }
    let isSorted = zip(rows, rows.dropFirst()).allSatisfy { all[Int($0)] <= all[Int($1)] }
    if !isSorted { rows.sort { (all[Int($0)], $0) < (all[Int($1)], $1) } }
    self.rows = rows
    times = rows.map { all[Int($0)] }
  }

  /// The places in `rows` of a window.
  private func range(_ window: TimeWindow) -> Range<Int> {
    let low = window.start.map { first(at: $0.milliseconds) } ?? 0
    let high = window.end.map { first(at: $0.milliseconds) } ?? rows.count
    return low..<max(low, high)
  }

  /// The first place whose time is not before `time`.
  private func first(at time: Int64) -> Int {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] < time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Visits the network of each window; people are those the window's rows name.
  func forEach(_ execution: Execution, _ body: (_ slice: Slice) throws -> Void) throws {
    // By code: the node in the current window. Cleared by the people used, so that a window costs its own people.
    var node = [UInt32](repeating: InteractionLog.none, count: log.people.count)
    for (index, window) in windows.enumerated() {
      try execution.checkCancellation()
      execution.report("windows", done: index, of: windows.count, unit: "windows")
      let slice = try slice(window, &node, execution)
      for code in slice.people { node[Int(code)] = InteractionLog.none }
      try body(slice)
    }
  }

  private func slice(_ window: TimeWindow, _ node: inout [UInt32], _ execution: Execution) throws -> Slice {
    let none = InteractionLog.none
    let chosen = rows[range(window)]
    var people: [UInt32] = []
    var interactions = 0
    for row in chosen {
      let (actor, target) = (log.actors[Int(row)], log.targets[Int(row)])
      if actor != none, node[Int(actor)] == none {
        node[Int(actor)] = 0
        people.append(actor)
      }
      if target != none, node[Int(target)] == none {
        node[Int(target)] = 0
        people.append(target)
      }
      if actor != none, target != none, actor != target { interactions += 1 }
    }
    people.sort()
    for (place, code) in people.enumerated() { node[Int(code)] = UInt32(place) }
    func coded(_ codes: [UInt32]) -> [UInt32] {
      chosen.map { row in codes[Int(row)] == none ? none : node[Int(codes[Int(row)])] }
    }
    var graph = Graph(
      sources: coded(log.actors), targets: coded(log.targets),
      weights: network.strength == .weight ? log.weights.map { all in chosen.map { all[Int($0)] } } : nil,
      nodeCount: people.count, names: log.people.subset(people.map { Int($0) }), execution: execution)
    if network.strength == .binary { graph = graph.unweighted }
    return Slice(
      window: window, graph: try network.shaped(graph, execution), people: people, interactions: interactions)
  }
}
