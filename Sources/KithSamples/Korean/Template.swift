/// A sentence with gaps: `{slot}` or `{slot:particle}`.
///
///     Template.fill("{thing:을} 챙겼어요") { _ in "담요" }   // "담요를 챙겼어요"
enum Template {
  static func fill(_ template: String, _ word: (_ slot: String) -> String) -> String {
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let parts = rest[rest.index(after: open)..<close].split(separator: ":")
      if let slot = parts.first {
        let filled = word(String(slot))
        result += parts.count > 1 ? Particle.attach(String(parts[1]), to: filled) : filled
      }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
