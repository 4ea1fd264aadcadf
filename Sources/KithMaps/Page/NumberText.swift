/// Numbers as a caption shows them.
enum NumberText {
  /// `304,691`.
  static func count(_ value: Int) -> String {
    var digits = String(abs(value))
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits.removeLast(3)
    }
    return (value < 0 ? "−" : "") + ([Substring(digits)] + groups).joined(separator: ",")
  }

  /// `1 person`, `2 people`.
  static func people(_ value: Int) -> String { value == 1 ? "1 person" : "\(count(value)) people" }

  static func relations(_ value: Int) -> String { value == 1 ? "1 relation" : "\(count(value)) relations" }

  /// A score with two significant digits below 1, none after the point from 100 on.
  static func score(_ value: Double) -> String {
    if !value.isFinite { return "–" }
    let size = abs(value)
    if size >= 100 || size == size.rounded() && size < 1e15 { return count(Int(min(size, 1e15).rounded())) }
    var places = 1
    var bound = 1.0
    while size < bound && places < 9 {
      places += 1
      bound /= 10
    }
    return DOTEscaper.number(value, places: places)
  }
}
