import Foundation
import KithGraph
import KithOutput
import Testing

@testable import KithReport

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Users' text in a page stays text.
@Suite struct HTMLPageTests {
  static let hostile = [
    "<script>alert(1)</script>", "\" onmouseover=\"x", "]]>", "--><b>", "<<TABLE><TR><TD HREF=\"javascript:1\">",
    "\"\u{301} onmouseover=\"x", "<\u{301}img src=x onerror=y>", "&lt;b&gt; &amp; &#x3c;", "</style><style>*{}",
    "{{title}} {{{style}}}", "\u{1B}[31m\u{7}", "\u{202E}gnp.exe", "a\u{200B}b\u{FEFF}", "line\nbreak\ttab",
    "\u{FFFE}\u{1}",
    "' onload='x", "__proto__", "👩‍👩‍👧‍👦 한글 العربية", String(repeating: "e\u{301}", count: 300), "=cmd|' /C calc'!A0",
  ]

  /// The same log once with hostile and once with plain names, texts, kinds and channels.
  static func rows(_ names: [String]) -> [SyntheticLog.Row] {
    (0..<names.count * 6).map { index in
      SyntheticLog.Row(
        actor: names[index % names.count], target: names[(index * 7 + index / names.count + 1) % names.count],
        time: 1_700_000_000_000 + Int64(index) * 3_600_000, kind: names[index % 3], channel: names[index % 4],
        text: names[(index * 3) % names.count] + " word")
    }
  }

  /// Elements and attribute names of a page in order, by a scan for tags that knows no escapes.
  static func skeleton(_ page: String) -> [String] {
    var tags: [String] = []
    for piece in page.split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
      guard let end = piece.firstIndex(of: ">") else { continue }
      let tag = String(piece[..<end])
      var name = ""
      var isQuoted = false
      for scalar in tag.unicodeScalars {
        if scalar == "\"" { isQuoted.toggle() } else if !isQuoted { name.unicodeScalars.append(scalar) }
      }
      tags.append(name)
    }
    return tags
  }

  static func page(_ names: [String], title: String) throws -> String {
    let report = try SyntheticLog.report(rows(names), options: ReportOptions(title: title))
    return String(decoding: try report.files()[0].bytes, as: UTF8.self)
  }

  @Test func hostileTextAddsNoElementAndNoAttribute() throws {
    // Plain names in the same byte order, so that both pages say the same things in the same order.
    let order = Self.hostile.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let plain = Self.hostile.map { name in "p\(10 + order.firstIndex { $0.utf8.elementsEqual(name.utf8) }!)" }
    let page = try Self.page(Self.hostile, title: Self.hostile[1])
    let allowed = Set(Self.skeleton(try Self.page(plain, title: "plain")))
    for tag in Self.skeleton(page) { #expect(allowed.contains(tag), "new tag <\(tag)>") }
    #expect(!page.contains("<script"))
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(page.contains("{{title}} {{{style}}}"))
  }

  @Test func hiddenCharactersAreVisible() throws {
    let page = try Self.page(Self.hostile, title: "\u{202E}title\u{1B}")
    for scalar in page.unicodeScalars {
      let isHidden =
        scalar.value < 0x20 && scalar != "\n" || (0x7F...0x9F).contains(scalar.value)
        || [0x202E, 0x200B, 0xFEFF, 0xFFFE].contains(scalar.value)
      #expect(!isHidden, "U+\(String(scalar.value, radix: 16))")
    }
    #expect(page.contains("\\u{202e}gnp.exe"))
    #expect(page.contains("👩‍👩‍👧‍👦"))
  }

  @Test func loadsNothingAndRunsNothing() throws {
    let page = try Self.page(Self.hostile, title: "t")
    #expect(page.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:"))
    for banned in ["<script", "<link", "<iframe", "<img", "src=", "@import", "url(", "<form"] {
      let tags = page.replacingOccurrences(of: "&lt;", with: "")
      if banned == "src=" {
        #expect(!Self.skeleton(page).contains { $0.contains(" src=") })
      } else {
        #expect(!tags.contains(banned), "\(banned)")
      }
    }
    for tag in Self.skeleton(page) where tag.hasPrefix("a ") { #expect(tag == "a href=") }
  }

  @Test func drawingsAreWellFormed() throws {
    let page = try Self.page(Self.hostile, title: "t")
    var rest = page[...]
    var count = 0
    while let start = rest.range(of: "<svg"), let end = rest.range(of: "</svg>") {
      let parser = XMLParser(data: Data(rest[start.lowerBound..<end.upperBound].utf8))
      #expect(parser.parse(), "\(String(describing: parser.parserError))")
      rest = rest[end.upperBound...]
      count += 1
    }
    // Two widths of activity and of growth, and the Lorenz curves.
    #expect(count == 5)
  }
}
