import KithFoundation
import Testing

@testable import KithMaps

struct QuadTreeTests {
  @Test(arguments: [1, 2, 9, 100, 1_000])
  func holdsEveryBodyOnce(count: Int) {
    var random = RandomStream(seed: 7, purpose: "quad-tree")
    let x = (0..<count).map { _ in random.unit() * 100 }
    let y = (0..<count).map { _ in random.unit() * 10 }
    let mass = (0..<count).map { _ in 1 + random.unit() }
    let tree = QuadTree(x: x, y: y, mass: mass)
    #expect(tree.bodies.map(Int.init).sorted() == Array(0..<count))
    let total = mass.reduce(0, +)
    #expect(abs(tree.cells[0].mass - total) < 1e-9 * total)
    #expect(tree.cells[0].after == Int32(tree.cells.count))
    var leaves: [Int32] = []
    for (index, cell) in tree.cells.enumerated() {
      #expect(cell.after > Int32(index))
      let inside = tree.bodies[Int(cell.first)..<Int(cell.last)].map(Int.init)
      let sum = inside.reduce(0) { $0 + mass[$1] }
      #expect(abs(cell.mass - sum) < 1e-9 * sum)
      #expect(abs(cell.x - inside.reduce(0) { $0 + x[$1] * mass[$1] } / sum) < 1e-9)
      if cell.isLeaf { leaves += tree.bodies[Int(cell.first)..<Int(cell.last)] }
    }
    #expect(leaves.sorted() == (0..<Int32(count)).map { $0 })
  }

  @Test func endsForBodiesAtOnePlace() {
    let tree = QuadTree(
      x: [Double](repeating: 1, count: 500), y: [Double](repeating: 1, count: 500),
      mass: [Double](repeating: 1, count: 500))
    #expect(tree.cells.count <= 32)
  }

  @Test func isEmptyWithoutBodies() { #expect(QuadTree(x: [], y: [], mass: []).cells.isEmpty) }
}
