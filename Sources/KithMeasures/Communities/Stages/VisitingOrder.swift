import KithFoundation

/// The seeded order in which a level's nodes are visited, and how many at a time.
struct VisitingOrder {
  let nodes: Storage<UInt32>
  /// 1: one after another. More only where it is a small part of many nodes.
  let batch: Int

  /// From here on nodes are visited in blocks of neighbours in memory: nearly as random, twice as fast.
  static let large = 1 << 14

  init(count: Int, seed: UInt64, iteration: Int, level: Int, oneByOne: Bool) {
    let isLarge = count >= Self.large
    batch = isLarge && !oneByOne ? min(count / 128, 1 << 16) : 1
    let block = isLarge ? 16 : 1
    let blocks = Storage<UInt32>(count: (count + block - 1) / block)
    for i in 0..<blocks.count { blocks[i] = UInt32(i) }
    var random = RandomStream(seed: seed, purpose: "leiden-order", index: UInt64(iteration) << 32 | UInt64(level))
    for i in stride(from: blocks.count - 1, to: 0, by: -1) {
      let j = random.below(i + 1)
      (blocks[i], blocks[j]) = (blocks[j], blocks[i])
    }
    nodes = Storage(count: count)
    var at = 0
    for i in 0..<blocks.count {
      let first = Int(blocks[i]) * block
      for node in first..<min(count, first + block) {
        nodes[at] = UInt32(node)
        at += 1
      }
    }
  }
}
