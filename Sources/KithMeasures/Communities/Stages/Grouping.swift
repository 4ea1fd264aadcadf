/// Nodes grouped by a label: the members of group g are `members[bounds[g]..<bounds[g + 1]]`.
struct Grouping: Sendable {
  let members: Storage<UInt32>
  let bounds: [Int]
  /// The group of each node.
  let group: Storage<UInt32>

  var count: Int { bounds.count - 1 }

  /// Groups by ascending label, members in the given order, or ascending. O(n).
  ///
  /// Labels lie below the number of nodes.
  init(labels: Storage<UInt32>, order: Storage<UInt32>?) {
    let n = labels.count
    let next = Storage<Int>(repeating: 0, count: n)
    for node in 0..<n { next[Int(labels[node])] += 1 }
    let index = Storage<UInt32>(count: n)
    var bounds = [0]
    var sum = 0
    for label in 0..<n where next[label] > 0 {
      index[label] = UInt32(bounds.count - 1)
      sum += next[label]
      next[label] = bounds[bounds.count - 1]
      bounds.append(sum)
    }
    let members = Storage<UInt32>(count: n)
    let group = Storage<UInt32>(count: n)
    for i in 0..<n {
      let node = order.map { Int($0[i]) } ?? i
      let label = Int(labels[node])
      members[next[label]] = UInt32(node)
      next[label] += 1
      group[node] = index[label]
    }
    self.members = members
    self.bounds = bounds
    self.group = group
  }
}
