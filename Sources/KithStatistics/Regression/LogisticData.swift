import KithFoundation

/// Rows with a yes or a no, and what is known of each row.
///
///     var data = LogisticData(answers: [1, 0, 0, 1])
///     data.columns = [.init("age", rows: [31, 28, 45, 52])]
///     data.groups = .init(codes: [0, 0, 1, 1], count: 2)       // an intercept a month
///
/// Columns are shared, not copied, between data that differ in some of them.
public struct LogisticData: Sendable {
  /// Something known of each row, or of each cluster (a person with many rows), which saves memory.
  public struct Column: Sendable {
    public var name: String
    public let isByCluster: Bool
    let storage: Scratch<Double>

    public init(_ name: String, rows values: [Double]) { self.init(name, values, isByCluster: false) }
    /// One value a cluster: its rows all have it.
    public init(_ name: String, clusters values: [Double]) { self.init(name, values, isByCluster: true) }

    /// One value a row, written by `fill` in full.
    public init(_ name: String, rowCount: Int, fill: (UnsafeMutablePointer<Double>) -> Void) {
      self.name = name
      isByCluster = false
      storage = Scratch(uninitialized: rowCount)
      fill(storage.base)
    }

    private init(_ name: String, _ values: [Double], isByCluster: Bool) {
      self.name = name
      self.isByCluster = isByCluster
      storage = Scratch(uninitialized: values.count)
      values.withUnsafeBufferPointer { values in
        if let base = values.baseAddress { storage.base.update(from: base, count: values.count) }
      }
    }
  }

  /// A code a row, below `count`.
  public struct Codes: Sendable {
    public let count: Int
    let storage: Scratch<UInt32>

    public init(codes: [UInt32], count: Int) {
      precondition(codes.allSatisfy { $0 < count })
      self.init(count: count, rowCount: codes.count) { target in
        for (row, code) in codes.enumerated() { target[row] = code }
      }
    }

    /// Written by `fill` in full.
    public init(count: Int, rowCount: Int, fill: (UnsafeMutablePointer<UInt32>) -> Void) {
      self.count = count
      storage = Scratch(uninitialized: rowCount)
      fill(storage.base)
    }
  }

  public let rowCount: Int
  /// How many of a row's trials said yes.
  let answers: Scratch<Double>
  /// Nil: one a row.
  let trials: Scratch<Double>?
  public var columns: [Column] = []
  /// Each group has an intercept of its own; nil: one for all rows.
  public var groups: Codes?
  /// Rows of one cluster may depend on each other; nil: no clustered errors.
  public var clusters: Codes?

  /// - Parameters:
  ///   - answers: yes by row: 0 or 1, or counts of at most the row's trials.
  ///   - trials: how often a row counts, 0 or more; nil for once.
  public init(answers: [Double], trials: [Double]? = nil) {
    precondition(trials.map { $0.count == answers.count } ?? true)
    self.answers = Column("", rows: answers).storage
    self.trials = trials.map { Column("", rows: $0).storage }
    rowCount = answers.count
  }

  /// One trial a row, its answer written by `fill` in full.
  public init(rowCount: Int, fill: (UnsafeMutablePointer<Double>) -> Void) {
    self.rowCount = rowCount
    answers = Scratch(uninitialized: rowCount)
    trials = nil
    fill(answers.base)
  }

  /// What a column says of a row.
  public func value(of column: Column, in row: Int) -> Double { column.value(row, clusters) }

  /// Shapes that fit and numbers that mean something, or E402 (bad data).
  func check() throws {
    precondition(groups.map { $0.storage.count == rowCount } ?? true, "a group is needed for each row")
    precondition(clusters.map { $0.storage.count == rowCount } ?? true, "a cluster is needed for each row")
    for row in 0..<rowCount {
      let most = trials?.base[row] ?? 1
      if !(most >= 0 && most.isFinite && answers.base[row] >= 0 && answers.base[row] <= most) {
        throw Self.problem("row \(row + 1) has \(answers.base[row]) yes of \(most)", "count yes from 0 to all trials")
      }
    }
    for column in columns {
      precondition(!column.isByCluster || clusters != nil, "a column by cluster needs clusters")
      precondition(column.storage.count == (column.isByCluster ? clusters!.count : rowCount))
      for index in 0..<column.storage.count where !column.storage.base[index].isFinite {
        throw Self.problem(
          "\(column.name) is unknown or infinite in place \(index + 1)", "leave out the rows where it is unknown")
      }
    }
  }

  private static func problem(_ what: String, _ help: String) -> KithError {
    KithError(.badData, Diagnostic("E402", "logistic regression: \(what)", help: help))
  }
}
