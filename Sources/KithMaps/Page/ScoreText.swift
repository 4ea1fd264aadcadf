import KithFoundation

/// Scores as a legend shows them.
enum ScoreText {
  /// Two significant digits below 1, whole numbers as they are, none after the point from 100 on.
  ///
  /// A share is shown as a percentage.
  static func of(_ value: Double, isShare: Bool = false) -> String {
    if isShare { return of(value * 100) + "%" }
    if !value.isFinite { return "–" }
    let size = abs(value)
    if size >= 100 || size == size.rounded() { return grouped(Int(min(max(value, -1e15), 1e15).rounded())) }
    var places = 1
    var bound = 1.0
    while size < bound && places < 9 {
      places += 1
      bound /= 10
    }
    return DOTEscaper.number(value, places: places)
  }
}
