import KithFoundation

/// Rewrites Graphviz's SVG of a map: smaller, accessible, responsive and safe to put into a page.
///
/// Only drawing elements and attributes from closed lists get through, so no script, link, style
/// or image can. Ids, comments and prolog go; the name carried in each dot becomes a `<title>`,
/// which browsers show on hovering; fonts get a list to fall back on; title and description are
/// for those who cannot see the picture. A function of its input.
struct SVGFinisher {
  private let title: String
  private let description: String

  init(_ drawing: some GraphvizPicture) {
    title = drawing.title
    description = drawing.altText
  }

  /// A file of its own.
  func standalone(_ svg: [UInt8]) throws -> [UInt8] {
    Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) + (try inlined(svg))
  }

  /// For putting into an HTML page.
  func inlined(_ svg: [UInt8]) throws -> [UInt8] {
    var scanner = XMLScanner(svg)
    var output = Output()
    while let token = try scanner.next() { try write(token, &output) }
    guard output.isClosed else { throw Self.malformed("it ends too early") }
    return output.bytes
  }

  /// The rewriting's state.
  private struct Output {
    var bytes: [UInt8] = []
    /// Elements open in the output, each with whether it was written.
    var open: [(name: String, isWritten: Bool)] = []
    /// The dot just drawn, held back for its name.
    var pending: String?
    var isName = false
    var isClosed = false

    mutating func add(_ text: String) { bytes += Array(text.utf8) }

    mutating func flush() {
      if let pending { add(pending + "/>\n") }
      pending = nil
    }
  }

  private static let shapes: Set<String> = ["polygon", "path", "ellipse", "polyline"]
  private static let kept: Set<String> = [
    "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "points", "d", "cx", "cy", "rx", "ry", "x", "y",
    "text-anchor", "font-size",
  ]

  private func write(_ token: XMLScanner.Token, _ output: inout Output) throws {
    switch token {
    case .open("svg", let attributes, _):
      try openRoot(attributes, &output)
    case .open("g", let attributes, _):
      output.flush()
      // Only the outermost group moves the picture; those round single marks add nothing.
      let transform = attributes.first { $0.name == "transform" }
      if let transform, isTransform(transform.value) {
        output.add("<g transform=\"\(transform.value)\">\n")
        output.open.append(("g", true))
      } else {
        output.open.append(("g", false))
      }
    case .open("title", _, _):
      output.open.append(("title", false))
    case .open("text", let attributes, _):
      openText(attributes, &output)
    case .open(let name, let attributes, let isEmpty) where Self.shapes.contains(name) && isEmpty:
      output.flush()
      output.pending = "<\(name)" + serialised(attributes)
    case .open(let name, _, _):
      throw Self.malformed("unexpected element \(VisibleText.of(name, graphemeLimit: 40))")
    case .close(let name):
      try close(name, &output)
    case .text(let raw):
      if output.open.last?.name == "text" { output.add(raw) }
    }
  }

  private func openRoot(_ attributes: [XMLScanner.Attribute], _ output: inout Output) throws {
    guard output.open.isEmpty, let box = attributes.first(where: { $0.name == "viewBox" })?.value,
      box.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x20 || $0 == 0x2e || $0 == 0x2d })
    else { throw Self.malformed("its root is not as expected") }
    let size = box.split(separator: " ").suffix(2)
    guard size.count == 2 else { throw Self.malformed("its root is not as expected") }
    output.add(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"\(box)\" width=\"\(size[size.startIndex])\" "
        + "height=\"\(size[size.startIndex + 1])\" role=\"img\" "
        + "font-family=\"\(Self.families)\">\n")
    output.add("<title>\(Self.escaped(title))</title>\n<desc>\(Self.escaped(description))</desc>\n")
    output.open.append(("svg", true))
  }

  /// The unseen name of a dot turns into the dot's title; any other text is drawn.
  private func openText(_ attributes: [XMLScanner.Attribute], _ output: inout Output) {
    let size = attributes.first { $0.name == "font-size" }?.value
    if let pending = output.pending, size == "1.00" {
      output.add(pending + "><title>")
      output.isName = true
      output.pending = nil
    } else {
      output.flush()
      let isBold = attributes.contains { $0.name == "font-family" && $0.value.hasSuffix(" Bold") }
      output.add("<text" + serialised(attributes) + (isBold ? " font-weight=\"bold\"" : "") + ">")
    }
    output.open.append(("text", true))
  }

  private func close(_ name: String, _ output: inout Output) throws {
    if Self.shapes.contains(name) { return }
    guard let last = output.open.popLast(), last.name == name else { throw Self.malformed("its elements do not nest") }
    if name == "text" {
      output.add(output.isName ? "</title></ellipse>\n" : "</text>\n")
      output.isName = false
    } else {
      output.flush()
      if last.isWritten { output.add("</\(name)>\n") }
    }
    if output.open.isEmpty { output.isClosed = true }
  }

  private func serialised(_ attributes: [XMLScanner.Attribute]) -> String {
    var text = ""
    for attribute in attributes where Self.kept.contains(attribute.name) {
      // `transparent` is no SVG 1.1 colour.
      var value = attribute.value == "transparent" ? "none" : attribute.value[...]
      // "0.219608" says no more than "0.21".
      if attribute.name.hasSuffix("opacity") { value = value.prefix(4) }
      text += " \(attribute.name)=\"\(value)\""
    }
    return text
  }

  private func isTransform(_ value: String) -> Bool {
    value.utf8.allSatisfy { byte in
      (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || [0x20, 0x28, 0x29, 0x2e, 0x2d].contains(byte)
    }
  }

  private static let families =
    "'Noto Sans CJK KR','Noto Sans KR','Apple SD Gothic Neo','Malgun Gothic','Segoe UI',Helvetica,Arial,sans-serif"

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  static func malformed(_ what: String) -> KithError {
    KithError(.unavailable, Diagnostic("E506", "the SVG from kith-graphviz cannot be used: \(what)"))
  }
}
