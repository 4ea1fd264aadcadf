/// Decides whether an SVG file may be put into a page.
enum SVGCheck {
  private static let elements: Set<String> = [
    "svg", "g", "path", "polygon", "polyline", "ellipse", "circle", "rect", "line", "text", "tspan", "title", "desc",
    "defs", "linearGradient", "radialGradient", "stop", "clipPath",
  ]

  private static let attributes: Set<String> = [
    "xmlns", "xmlns:xlink", "width", "height", "viewBox", "preserveAspectRatio", "id", "class", "transform", "d",
    "points", "cx", "cy", "r", "rx", "ry", "x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "fill", "fill-opacity",
    "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
    "opacity", "text-anchor", "font-family", "font-size", "font-weight", "font-style", "textLength", "lengthAdjust",
    "offset", "stop-color", "stop-opacity", "gradientUnits", "clip-path", "role", "aria-label", "aria-labelledby",
    "xml:space", "version", "paint-order", "letter-spacing", "dominant-baseline", "style",
  ]

  /// The `<svg>` element of a file, from its start tag to its end, or nil when anything in it is not on the lists.
  static func body(of bytes: [UInt8]) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    var scan = Scanner(text: Array(text.utf8))
    return scan.run()
  }

  private struct Scanner {
    let text: [UInt8]
    var at = 0
    var out: [UInt8] = []
    var depth = 0
    var isDone = false

    init(text: [UInt8]) { self.text = text }

    mutating func run() -> String? {
      while at < text.count {
        if text[at] != UInt8(ascii: "<") {
          if depth > 0 { out.append(text[at]) } else if text[at] > 0x20 { return nil }
          at += 1
        } else if starts("<!--") {
          guard skip(past: "-->") else { return nil }
        } else if starts("<?") {
          guard depth == 0, skip(past: "?>") else { return nil }
        } else if starts("<!DOCTYPE") {
          // An internal subset could declare entities.
          let start = at
          guard depth == 0, skip(past: ">"), !text[start..<at].contains(UInt8(ascii: "[")) else { return nil }
        } else if starts("</") {
          guard closeTag() else { return nil }
        } else {
          guard openTag() else { return nil }
        }
      }
      return isDone && depth == 0 ? String(decoding: out, as: UTF8.self) : nil
    }

    private func starts(_ prefix: String) -> Bool { text[at...].starts(with: prefix.utf8) }

    private mutating func skip(past mark: String) -> Bool {
      while at < text.count {
        if starts(mark) {
          at += mark.utf8.count
          return true
        }
        at += 1
      }
      return false
    }

    private mutating func name() -> String {
      let start = at
      while at < text.count, text[at] > 0x20,
        ![UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "/")].contains(text[at])
      {
        at += 1
      }
      return String(decoding: text[start..<at], as: UTF8.self)
    }

    /// No parenthesis, backslash or at-sign: nothing that loads or hides.
    private func isPlainStyle(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || "-:;%. #,".utf8.contains(byte)
    }

    private mutating func blanks() { while at < text.count, text[at] <= 0x20 { at += 1 } }

    private mutating func closeTag() -> Bool {
      let start = at
      at += 2
      let element = name()
      blanks()
      guard at < text.count, text[at] == UInt8(ascii: ">"), elements.contains(element), depth > 0 else { return false }
      at += 1
      depth -= 1
      out += text[start..<at]
      if depth == 0 { isDone = true }
      return true
    }

    private mutating func openTag() -> Bool {
      let start = at
      at += 1
      let element = name()
      guard elements.contains(element), !isDone, depth > 0 || element == "svg" else { return false }
      while true {
        blanks()
        guard at < text.count else { return false }
        if text[at] == UInt8(ascii: ">") {
          at += 1
          depth += 1
          out += text[start..<at]
          return true
        }
        if starts("/>") {
          at += 2
          out += text[start..<at]
          return depth > 0
        }
        let attribute = name()
        guard attributes.contains(attribute), at < text.count, text[at] == UInt8(ascii: "=") else { return false }
        at += 1
        guard at < text.count, text[at] == UInt8(ascii: "\"") || text[at] == UInt8(ascii: "'") else { return false }
        let quote = text[at]
        at += 1
        let value = at
        while at < text.count, text[at] != quote {
          if text[at] == UInt8(ascii: "<") { return false }
          at += 1
        }
        guard at < text.count else { return false }
        // Paint may refer to a gradient of the same drawing, never outside.
        let lower = String(decoding: text[value..<at], as: UTF8.self).lowercased()
        if attribute == "style", lower.utf8.contains(where: { !isPlainStyle($0) }) { return false }
        if lower.contains("url(") && !lower.contains("url(#") || lower.contains("javascript:") { return false }
        at += 1
      }
    }
  }
}
