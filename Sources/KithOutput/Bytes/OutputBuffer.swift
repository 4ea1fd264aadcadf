import KithFoundation

/// Bytes of a file in the making, with the one way Kith prints numbers.
///
///     var buffer = OutputBuffer()
///     buffer.append("x,")
///     buffer.append(0.1)          // "x,0.1"
///
/// Appending costs no allocation a value beyond the growth of `bytes`, except for reals with a
/// fraction (one short string each).
public struct OutputBuffer: Sendable {
  public var bytes: [UInt8] = []

  public init(reserving capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  public var string: String { String(decoding: bytes, as: UTF8.self) }

  @inlinable public mutating func append(_ byte: UInt8) { bytes.append(byte) }

  @inlinable public mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  @inlinable public mutating func append(_ slice: ArraySlice<UInt8>) { bytes.append(contentsOf: slice) }

  /// Decimal digits with a leading `-` where negative.
  public mutating func append(_ value: Int) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    var rest = value.magnitude
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  /// The shortest decimal that reads back as the same double: `3`, `0.1`, `0.000012`.
  ///
  /// No exponent for magnitudes from 1e-30 to below 1e30; `1e300` beyond. Negative zero prints `0`.
  /// The value must be finite.
  public mutating func append(_ value: Double) {
    precondition(value.isFinite, "a number in a file is finite")
    if value.magnitude <= 0x1p53, value == value.rounded(.towardZero) {
      append(Int(value))
      return
    }
    let text = value.description
    guard let mark = text.utf8.firstIndex(where: { $0 == UInt8(ascii: "e") }) else {
      append(text)
      return
    }
    let exponent = Int(text[text.index(after: mark)...]) ?? 0
    let digits = text.utf8[..<mark].filter { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "-") }
    // Swift writes the mantissa as d.ddd; "1.0e+300" keeps a zero that is not a digit of the value.
    let significant = digits.count == 2 && digits.last == UInt8(ascii: "0") ? Array(digits.prefix(1)) : Array(digits)
    if value < 0 { append(UInt8(ascii: "-")) }
    switch exponent {
    case -30..<0:
      append("0.")
      for _ in 1..<(-exponent) { append(UInt8(ascii: "0")) }
      bytes += significant
    case 0..<30:
      bytes += significant
      for _ in 0..<max(0, exponent + 1 - significant.count) { append(UInt8(ascii: "0")) }
    default:
      append(significant[0])
      if significant.count > 1 {
        append(UInt8(ascii: "."))
        bytes += significant.dropFirst()
      }
      append("e\(exponent)")
    }
  }

  /// ISO 8601 in UTC: `2022-12-01T09:30:00Z`.
  public mutating func append(_ time: Timestamp) { append(time.iso8601) }
}
