import Foundation
import KithGraph
import KithOutput
import Testing

@testable import KithReport

/// Every number on a page stands in report.json.
@Suite struct SentenceTests {
  static let analyses: [(String, [SyntheticLog.Row])] = [
    ("campaign", SyntheticLog.campaign()),
    ("without times", SyntheticLog.campaign().map { SyntheticLog.without($0, time: true) }),
    ("without texts, kinds and channels", SyntheticLog.campaign().map { SyntheticLog.without($0, rest: true) }),
    ("one edge", [SyntheticLog.Row(actor: "a", target: "b")]),
    ("no edge", [SyntheticLog.Row(actor: "a", target: nil, time: 0)]),
    ("empty", []),
  ]

  @Test(arguments: analyses.indices, ReportLanguage.allCases)
  func everyNumberIsBoundToTheModel(index: Int, language: ReportLanguage) throws {
    let (name, rows) = Self.analyses[index]
    let report = try SyntheticLog.report(rows, options: ReportOptions(language: language, utcOffsetMinutes: 540))
    try Self.expectBound(report, language, name)
  }

  /// Every number of a report's sentences is a value of its model, as shown.
  static func expectBound(_ report: Report, _ language: ReportLanguage, _ name: String) throws {
    let files = try report.files()
    let written = try #require(files.first { $0.name == "report.json" })
    let parsed = try JSONSerialization.jsonObject(with: Data(written.bytes))
    let model = report.model(edges: try #require(files.first { $0.name == "edges.csv" }).bytes)
    let formatting = ValueFormatting(language: language, unit: report.analysis.timeline?.unit)
    for sentence in report.document(model).sentences {
      for part in sentence.parts {
        switch part {
        case .words(let text):
          // "SHA-256" is a name, not a number.
          let rest = text.replacingOccurrences(of: "SHA-256", with: "")
          #expect(!rest.contains { $0.isNumber }, "\(name): \(sentence.text)")
          #expect(!text.contains("{"), "\(name): \(sentence.text)")
        case .bound(let text, let path, let format):
          #expect(text != "?", "\(name): \(path) is missing in: \(sentence.text)")
          let value = try #require(Self.value(parsed, path), "\(name): \(path) is not in report.json")
          #expect(formatting.text(value, format) == text, "\(name): \(path)")
        }
      }
    }
  }

  /// The value at a path in what JSONSerialization read.
  static func value(_ root: Any, _ path: String) -> JSONValue? {
    var current: Any? = root
    for step in path.split(separator: ".") {
      let parts = step.split(separator: "[")
      current = (current as? [String: Any])?[String(parts[0])]
      for index in parts.dropFirst() {
        guard let array = current as? [Any], let number = Int(index.dropLast()), number < array.count else {
          return nil
        }
        current = array[number]
      }
    }
    switch current {
    case let text as String: return .string(text)
    case let number as NSNumber: return .real(number.doubleValue)
    default: return nil
    }
  }

  @Test(arguments: Phrase.allCases)
  func bothLanguagesHaveTheSamePlaces(phrase: Phrase) throws {
    let (english, korean) = try #require(Phrases.table[phrase], "\(phrase) has no text")
    #expect(Self.places(english) == Self.places(korean), "\(phrase)")
    if phrase != .columnMeasure { #expect(!korean.isEmpty && !english.isEmpty) }
  }

  static func places(_ text: String) -> Set<String> {
    Set(
      text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map {
        String($0.prefix { $0 != ":" && $0 != "}" })
      })
  }
}
