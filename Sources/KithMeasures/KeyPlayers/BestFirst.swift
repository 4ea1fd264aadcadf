/// Nodes by a whole number, largest first, ties by node: a binary heap.
struct BestFirst {
  private var nodes: [UInt32]
  private var keys: [Int]

  /// Every node with its number. O(nodes).
  init(_ numbers: [Int]) {
    nodes = numbers.indices.map(UInt32.init)
    keys = numbers
    for position in stride(from: nodes.count / 2 - 1, through: 0, by: -1) { sink(position) }
  }

  /// Takes the first. O(log nodes).
  mutating func pop() -> (node: Int, number: Int)? {
    guard let node = nodes.first, let number = keys.first else { return nil }
    let (last, lastKey) = (nodes.removeLast(), keys.removeLast())
    if !nodes.isEmpty {
      (nodes[0], keys[0]) = (last, lastKey)
      sink(0)
    }
    return (Int(node), number)
  }

  /// The first, left in its place.
  var first: (node: Int, number: Int)? { nodes.isEmpty ? nil : (Int(nodes[0]), keys[0]) }

  /// Gives the first a smaller number and puts it where that belongs. O(log nodes).
  mutating func lowerFirst(to number: Int) {
    keys[0] = number
    sink(0)
  }

  private mutating func sink(_ start: Int) {
    var position = start
    let (node, key) = (nodes[start], keys[start])
    while true {
      var child = 2 * position + 1
      if child >= nodes.count { break }
      if child + 1 < nodes.count && precedes(child + 1, child) { child += 1 }
      if key > keys[child] || key == keys[child] && node < nodes[child] { break }
      (nodes[position], keys[position]) = (nodes[child], keys[child])
      position = child
    }
    (nodes[position], keys[position]) = (node, key)
  }

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    keys[a] > keys[b] || keys[a] == keys[b] && nodes[a] < nodes[b]
  }
}
