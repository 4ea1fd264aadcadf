/// Sizes for people: `1.2 GB` (powers of ten).
enum ByteCount {
  static func text(_ bytes: Int) -> String {
    if bytes < 1000 { return "\(bytes) bytes" }
    var value = Double(bytes)
    for unit in ["kB", "MB", "GB"] {
      value /= 1000
      if value < 999.95 { return "\((value * 10).rounded() / 10) \(unit)" }
    }
    return "\((value / 100).rounded() / 10) TB"
  }

  /// The size a text such as `500MB` or `1.5 GB` names; nil when it names none.
  static func bytes(_ text: String) -> Int? {
    let number = text.prefix { $0.isNumber || $0 == "." }
    let unit = text.dropFirst(number.count).drop { $0 == " " }.uppercased()
    let scales = [
      "": 1.0, "B": 1, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "KIB": 1024, "MIB": 0x1p20, "GIB": 0x1p30,
    ]
    guard let value = Double(number), let scale = scales[unit], value > 0, value * scale < 1e18 else { return nil }
    return Int(value * scale)
  }
}
