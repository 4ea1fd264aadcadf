import KithOutput

/// Turns phrases into sentences by filling their places from the model.
///
///     narrator.say(.coreLeader, at: "core.people[0]")
///
/// A phrase holds places such as `{network.people:n person|people}`; a path that begins with a dot
/// is read below the given base. A place whose format is `ids` lists an array of names,
/// `counts` an array of `{name, count}`, `words` an array of `{word}`.
struct Narrator: Sendable {
  let model: JSONValue
  let formatting: ValueFormatting
  let phrases: Phrases

  init(model: JSONValue, language: ReportLanguage, unit: Timeline.Unit?) {
    self.model = model
    formatting = ValueFormatting(language: language, unit: unit)
    phrases = Phrases(language: language)
  }

  /// The phrase with its places filled; a value the model does not have shows as "?" (a defect tests look for).
  func say(_ phrase: Phrase, at base: String = "") -> Sentence {
    var sentence = Sentence()
    var rest = Substring(phrases[phrase])
    while let open = rest.firstIndex(of: "{") {
      if open > rest.startIndex { sentence.parts.append(.words(String(rest[..<open]))) }
      let close = rest[open...].firstIndex(of: "}") ?? rest.endIndex
      sentence.parts += place(rest[rest.index(after: open)..<close], base)
      rest = close == rest.endIndex ? "" : rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { sentence.parts.append(.words(String(rest))) }
    return sentence
  }

  /// One value on its own, for tables and figures.
  func value(_ path: String, _ format: ValueFormat) -> Sentence {
    Sentence(parts: [bound(path, format)])
  }

  /// The report's own words without places.
  func words(_ phrase: Phrase) -> String { phrases[phrase] }

  private func place(_ code: Substring, _ base: String) -> [Sentence.Part] {
    let pieces = code.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let path = pieces[0].hasPrefix(".") ? base + pieces[0] : String(pieces[0])
    let format = pieces.count > 1 ? pieces[1] : ""
    switch format {
    case "ids": return list(path) { [bound($0, .name)] }
    case "words": return list(path) { [bound($0 + ".word", .name)] }
    case "counts":
      return list(path) {
        [bound($0 + ".name", .name), .words(" "), bound($0 + ".count", .count(one: nil, many: nil))]
      }
    default: return [bound(path, ValueFormat(format) ?? .words)]
    }
  }

  private func bound(_ path: String, _ format: ValueFormat) -> Sentence.Part {
    .bound(formatting.text(model.value(at: path), format) ?? "?", path: path, format: format)
  }

  private func list(_ path: String, _ element: (String) -> [Sentence.Part]) -> [Sentence.Part] {
    let count = model.value(at: path)?.arrayValue?.count ?? 0
    var parts: [Sentence.Part] = []
    for index in 0..<count {
      if index > 0 { parts.append(.words(index == count - 1 ? phrases[.lastSeparator] : ", ")) }
      parts += element("\(path)[\(index)]")
    }
    return parts
  }
}
