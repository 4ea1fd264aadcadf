extension LevelGraph {
  /// The graph whose nodes are the groups: edges between two groups become one of their weight.
  func aggregated(by groups: Grouping, workers: Workers) -> LevelGraph {
    let count = groups.count
    let (bounds, members) = (groups.bounds, groups.members)
    let rows = self.rows
    let starts = Storage<Int>(count: count)
    let ends = Storage<Int>(count: count)
    let masses = Storage<Mass>(count: count)
    // A row is at most as long as its members' rows together; what a chunk of rows leaves is a gap.
    var room = 0
    for g in 0..<count {
      starts[g] = room
      for i in bounds[g]..<bounds[g + 1] { room += rows.ends[Int(members[i])] - rows.starts[Int(members[i])] }
    }
    let neighbors = Storage<UInt32>(count: room)
    let weights = Storage<Float>(count: room)
    workers.forEachChunk(of: count, grain: 256) { memory, range in
      let (sums, touched, group) = (memory.sums.base, memory.touched.base, groups.group.base)
      var to = starts[range.lowerBound]
      for g in range {
        var found = 0
        var mass = Mass.zero
        for i in bounds[g]..<bounds[g + 1] {
          let node = Int(members[i])
          mass += self.masses[node]
          found = memory.add(row: node, of: rows, by: group, touched: found)
        }
        starts[g] = to
        for t in 0..<found {
          let other = touched[t]
          if Int(other) != g {
            neighbors[to] = other
            weights[to] = Float(sums[Int(other)])
            to += 1
          }
          sums[Int(other)] = 0
        }
        ends[g] = to
        masses[g] = mass
      }
    }
    return LevelGraph(
      rows: LevelRows(starts: starts, ends: ends, neighbors: neighbors, weights: weights), masses: masses)
  }
}
