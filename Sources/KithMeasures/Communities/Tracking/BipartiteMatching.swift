/// The one-to-one choice of edges between rows and columns whose weights add up to the most.
///
///     BipartiteMatching(rows: 2, columns: 2, edges: [(0, 0, 0.9), (0, 1, 0.8), (1, 0, 0.7)]).chosen     // [1, 2]
///
/// The Hungarian method on a sparse graph: rows enter one after another, each by a shortest augmenting path under
/// potentials that keep costs above 0; a row may also stay alone, at weight 0. Exact up to rounding; a path ends at the
/// first column or row better left free, so that it stays within a connected part. O(rows · edges log edges) at worst,
/// about O(edges log edges) where rows have few edges each.
/// Kuhn 1955, doi 10.1002/nav.3800020109; Jonker & Volgenant 1987, doi 10.1007/BF02278710.
struct BipartiteMatching {
  /// Indices of the chosen edges, ascending.
  let chosen: [Int]

  /// Weights must be above 0, rows and columns within their counts.
  init(rows: Int, columns: Int, edges: [(row: Int, column: Int, weight: Double)]) {
    var search = Search(rows: rows, columns: columns, edges: edges)
    for row in 0..<rows where !search.byRow[row].isEmpty { search.enter(row) }
    chosen = search.edgeOf.filter { $0 >= 0 }.sorted()
  }

  private struct Search {
    let edges: [(row: Int, column: Int, weight: Double)]
    let columns: Int
    /// Edges of each row.
    var byRow: [[Int]]
    var rowPotential: [Double]
    /// By row; -1 while it has not entered.
    var columnOf: [Int]
    // By column; column `columns + r` stands for row r staying alone.
    var rowOf: [Int]
    /// The chosen edge; -1 for none.
    var edgeOf: [Int]
    var potential: [Double]
    var distance: [Double]
    var isDone: [Bool]
    /// The row a column is reached from, and by which edge.
    var cameFrom: [(row: Int, edge: Int)]

    init(rows: Int, columns: Int, edges: [(row: Int, column: Int, weight: Double)]) {
      self.edges = edges
      self.columns = columns
      byRow = [[Int]](repeating: [], count: rows)
      for (index, edge) in edges.enumerated() { byRow[edge.row].append(index) }
      rowPotential = byRow.map { row in -(row.map { edges[$0].weight }.max() ?? 0) }
      columnOf = [Int](repeating: -1, count: rows)
      let width = columns + rows
      rowOf = [Int](repeating: -1, count: width)
      edgeOf = rowOf
      potential = [Double](repeating: 0, count: width)
      distance = [Double](repeating: .infinity, count: width)
      isDone = [Bool](repeating: false, count: width)
      cameFrom = [(row: Int, edge: Int)](repeating: (-1, -1), count: width)
    }

    /// Matches one more row, letting others move aside.
    mutating func enter(_ start: Int) {
      var queue = MinHeap()
      var touched: [Int] = []
      var (row, base, end) = (start, 0.0, -1)
      while end < 0 {
        for edge in byRow[row] {
          reach(edges[edge].column, cost: -edges[edge].weight, (row, edge), base, &queue, &touched)
        }
        reach(columns + row, cost: 0, (row, -1), base, &queue, &touched)
        // There is always a way on: staying alone.
        while let (length, column) = queue.removeLeast() {
          if isDone[column] || length > distance[column] { continue }
          isDone[column] = true
          base = length
          if rowOf[column] < 0 { end = column } else { row = rowOf[column] }
          break
        }
      }
      rowPotential[start] += base
      for column in touched {
        if isDone[column] && column != end {
          potential[column] -= base - distance[column]
          rowPotential[rowOf[column]] += base - distance[column]
        }
        distance[column] = .infinity
        isDone[column] = false
      }
      var column = end
      while column >= 0 {
        let (from, edge) = cameFrom[column]
        let left = columnOf[from]
        (rowOf[column], edgeOf[column], columnOf[from]) = (from, edge, column)
        // The row's former column is taken by the row before it on the path.
        column = from == start ? -1 : left
      }
    }

    private mutating func reach(
      _ column: Int, cost: Double, _ from: (row: Int, edge: Int), _ base: Double, _ queue: inout MinHeap,
      _ touched: inout [Int]
    ) {
      if isDone[column] { return }
      let length = base + max(0, cost - rowPotential[from.row] - potential[column])
      if length >= distance[column] { return }
      if distance[column] == .infinity { touched.append(column) }
      distance[column] = length
      cameFrom[column] = from
      queue.insert(length, column)
    }
  }
}

/// Columns by distance, nearest first, ties by number.
private struct MinHeap {
  private var items: [(distance: Double, column: Int)] = []

  mutating func insert(_ distance: Double, _ column: Int) {
    items.append((distance, column))
    var child = items.count - 1
    while child > 0, items[child] < items[(child - 1) / 2] {
      items.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeLeast() -> (Double, Int)? {
    guard let least = items.first else { return nil }
    let last = items.removeLast()
    if items.isEmpty { return least }
    items[0] = last
    var parent = 0
    while true {
      var child = 2 * parent + 1
      if child >= items.count { return least }
      if child + 1 < items.count, items[child + 1] < items[child] { child += 1 }
      if items[parent] <= items[child] { return least }
      items.swapAt(parent, child)
      parent = child
    }
  }
}
