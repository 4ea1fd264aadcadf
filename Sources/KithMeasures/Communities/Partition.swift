/// The assignment of every node to one community.
///
/// Labels are contiguous and canonical: 0 is the largest community, ties go to the one with the
/// smallest node index. A community of one node is a community.
public struct Partition: Sendable, Equatable {
  /// Community of each node.
  public let assignment: [UInt32]
  /// Nodes in each community.
  public let sizes: [Int]

  /// Relabels any labelling canonically. O(nodes) for labels that are node indices.
  public init(labels: [UInt32]) {
    let compact = Self.compact(labels)
    var sizes = [Int](repeating: 0, count: Int(compact.max() ?? 0) + (labels.isEmpty ? 0 : 1))
    for label in compact { sizes[Int(label)] += 1 }
    // Counting sort by size, largest first; stable, so that ties stay in order of their first node.
    var starts = [Int](repeating: 0, count: labels.count + 2)
    for size in sizes { starts[labels.count - size + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var recode = [UInt32](repeating: 0, count: sizes.count)
    for (label, size) in sizes.enumerated() {
      recode[label] = UInt32(starts[labels.count - size])
      starts[labels.count - size] += 1
    }
    assignment = compact.map { recode[Int($0)] }
    self.sizes = sizes.sorted(by: >)
  }

  /// The labels numbered 0, 1, … by their first node.
  private static func compact(_ labels: [UInt32]) -> [UInt32] {
    guard let largest = labels.max(), Int(largest) <= 2 * labels.count else {
      var codes: [UInt32: UInt32] = [:]
      return labels.map { label in
        let code = codes[label] ?? UInt32(codes.count)
        codes[label] = code
        return code
      }
    }
    var codes = [UInt32](repeating: .max, count: Int(largest) + 1)
    var next: UInt32 = 0
    return labels.map { label in
      if codes[Int(label)] == .max {
        codes[Int(label)] = next
        next += 1
      }
      return codes[Int(label)]
    }
  }

  public var count: Int { sizes.count }
  public subscript(node: Int) -> Int { Int(assignment[node]) }

  /// The nodes of each community, ascending. O(n).
  public var members: [[Int]] {
    var members = sizes.map { size in [Int]() }
    for (node, community) in assignment.enumerated() { members[Int(community)].append(node) }
    return members
  }
}
