/// How often each value occurs: a distribution as a table.
///
///     let table = Frequencies([1, 1, 2, 7])
///     table.values, table.counts          // [1, 2, 7], [2, 1, 1]
///     table.shareAtLeast                  // [1, 0.5, 0.25]
///
/// O(n log n).
public struct Frequencies: Sendable, Equatable {
  /// Distinct, ascending.
  public let values: [Double]
  public let counts: [Int]

  /// Values that are no numbers are left out.
  public init(_ data: some Sequence<Double>) {
    var values: [Double] = []
    var counts: [Int] = []
    for value in data.filter({ !$0.isNaN }).sorted() {
      if value == values.last {
        counts[counts.count - 1] += 1
      } else {
        values.append(value)
        counts.append(1)
      }
    }
    self.init(values: values, counts: counts)
  }

  /// `values` ascend strictly; counts are positive.
  init(values: [Double], counts: [Int]) {
    self.values = values
    self.counts = counts
  }

  public var total: Int { counts.reduce(0, +) }

  /// By value: the share of the data that is as large or larger (the complementary cumulative distribution).
  public var shareAtLeast: [Double] {
    let all = Double(total)
    var left = total
    return counts.map { count in
      defer { left -= count }
      return Double(left) / all
    }
  }
}
