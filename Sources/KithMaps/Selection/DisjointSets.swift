/// Sets that only merge (union–find with path halving; the smaller index is the root).
struct DisjointSets {
  private var parent: [Int]

  init(count: Int) { parent = Array(0..<count) }

  mutating func root(_ element: Int) -> Int {
    var element = element
    while parent[element] != element {
      parent[element] = parent[parent[element]]
      element = parent[element]
    }
    return element
  }

  /// Whether the two were apart; now they are not.
  mutating func union(_ a: Int, _ b: Int) -> Bool {
    let (a, b) = (root(a), root(b))
    if a == b { return false }
    parent[max(a, b)] = min(a, b)
    return true
  }
}
