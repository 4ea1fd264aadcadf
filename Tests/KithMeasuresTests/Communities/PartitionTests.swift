import KithMeasures
import Testing

@Suite("Partition")
struct PartitionTests {
  @Test("Labels go by size, then by first node")
  func canonical() {
    let partition = Partition(labels: [9, 4, 4, 7, 9, 4, 1])
    #expect(partition.assignment == [1, 0, 0, 2, 1, 0, 3])
    #expect(partition.sizes == [3, 2, 1, 1])
    #expect(partition.members == [[1, 2, 5], [0, 4], [3], [6]])
  }

  @Test("Any names of labels give the same partition", arguments: 0..<30)
  func renamed(seed: UInt64) {
    var random = OwnRandom(state: seed)
    let labels = (0..<Int.random(in: 0..<60, using: &random)).map { _ in UInt32.random(in: 0..<12, using: &random) }
    var names = Set<UInt32>([.max])
    while names.count < 12 { names.insert(.random(in: 0 ... .max, using: &random)) }
    let name = names.sorted().shuffled(using: &random)
    let partition = Partition(labels: labels)
    #expect(partition == Partition(labels: labels.map { name[Int($0)] }), "seed \(seed)")
    #expect(partition == Partition(labels: partition.assignment))
    #expect(partition.sizes.reduce(0, +) == labels.count)
  }

  @Test("Nobody")
  func empty() {
    #expect(Partition(labels: []).count == 0)
    #expect(Partition(labels: []).members.isEmpty)
  }
}
