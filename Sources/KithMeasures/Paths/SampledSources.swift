import KithFoundation

/// The nodes that a sampled measure starts from: uniform, without replacement, ascending.
enum SampledSources {
  static func draw(_ count: Int, of nodeCount: Int, seed: UInt64, purpose: StaticString) -> [Int] {
    if count >= nodeCount { return Array(0..<nodeCount) }
    var random = RandomStream(seed: seed, purpose: purpose)
    // Floyd's method (Bentley & Floyd 1987, doi 10.1145/30401.315746): memory for the chosen only.
    var chosen: Set<Int> = []
    for last in nodeCount - count..<nodeCount {
      if !chosen.insert(random.below(last + 1)).inserted { chosen.insert(last) }
    }
    return chosen.sorted()
  }
}
