/// The assignment of every node to one community.
///
/// Labels are contiguous and canonical: 0 is the largest community, ties go to the one with the
/// smallest node index. A community of one node is a community.
public struct Partition: Sendable, Equatable {
  /// Community of each node.
  public let assignment: [UInt32]
  /// Nodes in each community.
  public let sizes: [Int]

  /// Relabels any labelling canonically. O(n + c log c).
  public init(labels: [UInt32]) {
    var first: [UInt32: Int] = [:]
    var count: [UInt32: Int] = [:]
    for (node, label) in labels.enumerated() {
      if first[label] == nil { first[label] = node }
      count[label, default: 0] += 1
    }
    let order = first.keys.sorted { count[$0]! != count[$1]! ? count[$0]! > count[$1]! : first[$0]! < first[$1]! }
    let recode = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, UInt32($0)) })
    assignment = labels.map { recode[$0]! }
    sizes = order.map { count[$0]! }
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
