/// Reads weights by a strict grammar: digits with an optional point, sign and exponent; finite, not negative.
enum WeightParser {
  enum Outcome: Equatable {
    case value(Float)
    case wrong(String)
  }

  static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Outcome {
    if text.isEmpty { return .wrong("weight is empty") }
    if text.count <= 6, text.allSatisfy({ $0 &- 0x30 <= 9 }) {
      return .value(Float(text.reduce(0) { $0 * 10 + Int($1 - 0x30) }))
    }
    let shown = String(decoding: text.prefix(40), as: UTF8.self)
    guard isNumber(text) else {
      let comma = text.contains(0x2C) ? ": write a point, not a comma" : ""
      return .wrong("weight is not a finite number: \"\(shown)\"\(comma)")
    }
    guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite,
      value.magnitude <= Double(Float.greatestFiniteMagnitude)
    else { return .wrong("weight is too large: \"\(shown)\"") }
    if value < 0 {
      return .wrong(
        "weight is negative: \"\(shown)\"; PageRank, strength, communities and the rest need weights of 0 or more")
    }
    return .value(Float(value))
  }

  /// `[+-] digits [. digits] [e [+-] digits]`, ASCII only.
  private static func isNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var i = 0
    let digits = { () -> Int in
      let from = i
      while i < text.count, text[i] &- 0x30 <= 9 { i += 1 }
      return i - from
    }
    if text[0] == 0x2B || text[0] == 0x2D { i = 1 }
    var mantissa = digits()
    if i < text.count, text[i] == 0x2E {
      i += 1
      mantissa += digits()
    }
    if mantissa == 0 { return false }
    if i < text.count, text[i] | 0x20 == 0x65 {
      i += 1
      if i < text.count, text[i] == 0x2B || text[i] == 0x2D { i += 1 }
      if digits() == 0 { return false }
    }
    return i == text.count
  }
}
