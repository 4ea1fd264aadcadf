/// A sentence whose every fact is bound to a place in the report's model.
///
/// Words carry no digits; whatever varies is a bound part that names its path in `report.json` and
/// how the value there is shown. A test can so trace every number on the page to the model.
struct Sentence: Sendable, Equatable {
  var parts: [Part] = []

  enum Part: Sendable, Equatable {
    /// The report's own words.
    case words(String)
    /// A value of the model as shown.
    case bound(String, path: String, format: ValueFormat)

    var text: String {
      switch self {
      case .words(let text): text
      case .bound(let text, _, _): text
      }
    }

    /// Whether the text comes from the data's authors and not from Kith.
    var isUntrusted: Bool {
      if case .bound(_, _, let format) = self { format.isUntrusted } else { false }
    }

    /// Whether it names a person, a word or another thing of the data.
    var isName: Bool {
      if case .bound(_, _, .name) = self { true } else { false }
    }
  }

  var text: String { parts.map(\.text).joined() }
  var isEmpty: Bool { parts.isEmpty }

  static func + (a: Sentence, b: Sentence) -> Sentence {
    if a.isEmpty { return b }
    return b.isEmpty ? a : Sentence(parts: a.parts + [.words(" ")] + b.parts)
  }
}

/// How a value of the model is shown.
enum ValueFormat: Sendable, Equatable {
  /// A whole number, grouped: 1,234; with its noun when the language has plurals.
  case count(one: String?, many: String?)
  /// A share of 1 as a percentage: 48.7%.
  case percent
  /// A ratio to one decimal: 3.1.
  case ratio
  /// Three decimals at most: 0.385.
  case real
  /// A p-value: 0.038, and below a thousandth only that.
  case chance
  /// As written in the file: 0.85, 200, 1e-10.
  case exact
  /// Seconds in the unit that fits: 45 seconds, 5.3 hours, 2 days.
  case duration
  /// 12 June 2026.
  case day
  /// 12 June 2026, 14:05.
  case moment
  /// The start of a timeline bin, in words that fit the timeline's unit.
  case bin
  /// An id or word of the data, isolated from the text around it.
  case name
  /// A text of the data, isolated.
  case text
  /// Kith's own words that the model holds: a unit, a title.
  case words

  var isUntrusted: Bool { self == .name || self == .text }

  /// Reads `n`, `n person|people`, `pct`, … as written in phrases.
  init?(_ code: Substring) {
    switch code {
    case "": self = .words
    case "n": self = .count(one: nil, many: nil)
    case "pct": self = .percent
    case "x": self = .ratio
    case "r": self = .real
    case "p": self = .chance
    case "exact": self = .exact
    case "dur": self = .duration
    case "day": self = .day
    case "at": self = .moment
    case "bin": self = .bin
    case "id": self = .name
    case "text": self = .text
    default:
      guard code.hasPrefix("n ") else { return nil }
      let nouns = code.dropFirst(2).split(separator: "|")
      guard nouns.count == 2 else { return nil }
      self = .count(one: String(nouns[0]), many: String(nouns[1]))
    }
  }
}
