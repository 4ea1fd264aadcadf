/// The rows of one block as columns, in the numbers of the worker that read it.
final class ColumnChunk: ParsedBlock {
  /// Whose interners the codes belong to.
  let worker: Int
  let index: Int
  private(set) var rows = 0
  private var capacity = 0
  private(set) var actors: UnsafeMutablePointer<UInt32>?
  private(set) var targets: UnsafeMutablePointer<UInt32>?
  /// Line ends in the block before each row.
  private(set) var lines: UnsafeMutablePointer<UInt32>?
  private(set) var times: UnsafeMutablePointer<Int64>?
  private(set) var kinds: UnsafeMutablePointer<UInt32>?
  private(set) var channels: UnsafeMutablePointer<UInt32>?
  private(set) var items: UnsafeMutablePointer<UInt32>?
  private(set) var weights: UnsafeMutablePointer<Float>?
  /// Ends of the rows' texts in `text`.
  var textEnds: [Int] = []
  var text: [UInt8] = []

  // What else was met in the block.
  var recordsMet = 0
  var lineEnds = 0
  var badRows = 0
  var filteredByKind = 0
  var filteredByWindow = 0
  /// The largest and smallest magnitude in the time column, to settle its unit.
  var largestTime: UInt64 = 0
  var smallestTime = UInt64.max
  var failures: [RowFailure] = []

  var hasFailed: Bool { !failures.isEmpty }

  private let has: Columns

  struct Columns {
    var times = false
    var kinds = false
    var channels = false
    var items = false
    var weights = false
  }

  init(worker: Int, index: Int, has: Columns) {
    self.worker = worker
    self.index = index
    self.has = has
  }

  deinit { release() }

  func release() {
    actors?.deallocate()
    targets?.deallocate()
    lines?.deallocate()
    times?.deallocate()
    kinds?.deallocate()
    channels?.deallocate()
    items?.deallocate()
    weights?.deallocate()
    actors = nil
    targets = nil
    lines = nil
    times = nil
    kinds = nil
    channels = nil
    items = nil
    weights = nil
    text = []
    textEnds = []
  }

  /// Room for `more` rows.
  func reserve(_ more: Int) {
    if rows + more <= capacity { return }
    capacity = max(capacity * 2, rows + more, 1024)
    actors = moved(actors)
    targets = moved(targets)
    lines = moved(lines)
    if has.times { times = moved(times) }
    if has.kinds { kinds = moved(kinds) }
    if has.channels { channels = moved(channels) }
    if has.items { items = moved(items) }
    if has.weights { weights = moved(weights) }
  }

  func setRows(_ count: Int) { rows = count }

  /// Keeps the rows for which `keeps` is true, in order.
  func filter(_ keeps: (Int) -> Bool) {
    var kept = 0
    var texts: [UInt8] = []
    var ends: [Int] = []
    for row in 0..<rows where keeps(row) {
      move(actors, row, kept)
      move(targets, row, kept)
      move(lines, row, kept)
      move(times, row, kept)
      move(kinds, row, kept)
      move(channels, row, kept)
      move(items, row, kept)
      move(weights, row, kept)
      if !textEnds.isEmpty {
        texts.append(contentsOf: text[(row == 0 ? 0 : textEnds[row - 1])..<textEnds[row]])
        ends.append(texts.count)
      }
      kept += 1
    }
    rows = kept
    text = texts
    textEnds = ends
  }

  @inline(__always)
  private func move<T>(_ column: UnsafeMutablePointer<T>?, _ from: Int, _ to: Int) {
    if let column { column[to] = column[from] }
  }

  private func moved<T>(_ old: UnsafeMutablePointer<T>?) -> UnsafeMutablePointer<T> {
    let new = UnsafeMutablePointer<T>.allocate(capacity: capacity)
    if let old {
      new.update(from: old, count: rows)
      old.deallocate()
    }
    return new
  }
}
