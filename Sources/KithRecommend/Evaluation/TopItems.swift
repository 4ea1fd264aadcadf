/// The best items of a row of scores, best first, ties by number.
struct TopItems {
  private var heap: [(score: Float, item: UInt32)] = []
  private let count: Int

  init(_ count: Int) {
    self.count = count
    heap.reserveCapacity(count)
  }

  /// Whether `a` is worse than `b`.
  @inline(__always)
  private static func isWorse(_ a: (score: Float, item: UInt32), _ b: (score: Float, item: UInt32)) -> Bool {
    a.score != b.score ? a.score < b.score : a.item > b.item
  }

  /// Items come in ascending order, so that one of the worst score kept comes too late.
  @inline(__always)
  mutating func offer(_ score: Float, _ item: UInt32) {
    if heap.count < count {
      heap.append((score, item))
      if heap.count == count { for root in (0..<count / 2).reversed() { sink(root) } }
    } else if score > heap[0].score {
      heap[0] = (score, item)
      sink(0)
    }
  }

  private mutating func sink(_ start: Int) {
    var parent = start
    while true {
      var worst = parent
      let child = 2 * parent + 1
      if child < heap.count && Self.isWorse(heap[child], heap[worst]) { worst = child }
      if child + 1 < heap.count && Self.isWorse(heap[child + 1], heap[worst]) { worst = child + 1 }
      if worst == parent { return }
      heap.swapAt(parent, worst)
      parent = worst
    }
  }

  var sorted: [(score: Float, item: UInt32)] { heap.sorted { Self.isWorse($1, $0) } }
}
