/// Takes each group apart into its connected pieces; the label of a piece is one of its nodes.
///
/// Never lowers any quality: pieces share no edge. O(nodes + edges).
func connectedPieces(of groups: Grouping, in rows: LevelRows) -> Storage<UInt32> {
  let n = rows.count
  let none = UInt32.max
  let piece = Storage<UInt32>(repeating: none, count: n)
  var stack: [Int] = []
  for start in 0..<n where piece[start] == none {
    piece[start] = UInt32(start)
    stack.append(start)
    while let node = stack.popLast() {
      for edge in rows.starts[node]..<rows.ends[node] {
        let other = Int(rows.neighbors[edge])
        if piece[other] == none && groups.group[other] == groups.group[node] {
          piece[other] = UInt32(start)
          stack.append(other)
        }
      }
    }
  }
  return piece
}
