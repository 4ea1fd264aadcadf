import KithFoundation
import Testing

@testable import KithMeasures

@Suite("Nodes by number")
struct BestFirstTests {
  @Test("Comes out sorted, also when numbers fall on the way", arguments: 0..<10)
  func sorts(seed: Int) {
    var random = RandomStream(seed: UInt64(seed), purpose: "best first")
    var numbers = (0..<random.below(60)).map { _ in random.below(12) }
    var queue = BestFirst(numbers)
    var found: [Int] = []
    while let (node, number) = queue.first {
      #expect(number == numbers[node])
      if number > 2 && random.below(3) == 0 {
        numbers[node] = number - 1 - random.below(2)
        queue.lowerFirst(to: numbers[node])
        continue
      }
      #expect(queue.pop()! == (node, number))
      found.append(node)
    }
    #expect(found.count == numbers.count)
    #expect(found == numbers.indices.sorted { numbers[$0] != numbers[$1] ? numbers[$0] > numbers[$1] : $0 < $1 })
  }
}
