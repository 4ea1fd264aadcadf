import KithGraph
import KithMeasures

/// Groups of people who are alike, within which times may be exchanged.
///
///     let alike = Strata(communities).crossed(with: Strata(fifthsOf: tastes))
///
/// Numbered 0, 1, … by their first node.
public struct Strata: Sendable, Equatable {
  /// By node.
  public let codes: [UInt32]
  public let count: Int

  /// One stratum for each code.
  public init(codes: [UInt32]) {
    var seen: [UInt32: UInt32] = [:]
    self.codes = codes.map { code in
      let own = seen[code] ?? UInt32(seen.count)
      seen[code] = own
      return own
    }
    count = seen.count
  }

  /// Each community a stratum.
  public init(_ partition: Partition) { self.init(codes: partition.assignment) }

  /// The fifths of a number, by its 20th, 40th, 60th and 80th percentiles (interpolated); unknown, nan, is a
  /// stratum of its own. O(n log n).
  public init(fifthsOf values: [Double]) {
    let known = values.filter { !$0.isNaN }.sorted()
    guard !known.isEmpty else {
      self.init(codes: values.map { _ in 0 })
      return
    }
    let cuts = [0.2, 0.4, 0.6, 0.8].map { share in
      let place = share * Double(known.count - 1)
      let below = Int(place)
      let above = min(below + 1, known.count - 1)
      return known[below] + (place - Double(below)) * (known[above] - known[below])
    }
    self.init(codes: values.map { value in value.isNaN ? 5 : UInt32(cuts.count { $0 < value }) })
  }

  /// The fifths of a numeric trait, the classes of a nominal one.
  public init(_ trait: Trait) {
    switch trait.values {
    case .numeric(let values): self.init(fifthsOf: values)
    case .nominal(let column): self.init(codes: column.codes)
    }
  }

  /// People who are alike in both.
  public func crossed(with other: Strata) -> Strata {
    precondition(codes.count == other.codes.count)
    return Strata(codes: zip(codes, other.codes).map { $0 * UInt32(other.count) + $1 })
  }
}
