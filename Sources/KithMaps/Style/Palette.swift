/// The colours of a map.
enum Palette {
  /// Community colours, most different first: told apart with any common colour blindness and on
  /// paper; after Okabe & Ito (2008) and Tol (2021), calmed and made alike in weight.
  static let communities = [
    "#2f6db3", "#e07b39", "#2a9d8f", "#c4487a", "#7b5fb5", "#c9a227", "#5aa9d6", "#8a5a44", "#6f9b3c", "#d98aa8",
  ]
  /// Everyone else.
  static let rest = "#a9b2bc"
  static let ink = "#1d2733"
  static let text = "#3a4654"
  static let quiet = "#6b7785"
  static let rule = "#dfe4e9"
  static let ground = "#ffffff"

  /// A colour with opacity 0…1.
  static func translucent(_ color: String, _ opacity: Double) -> String {
    let byte = opacity > 0 ? Int((min(opacity, 1) * 255).rounded()) : 0
    return color + (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
