import KithOutput
import Mustache

/// The report as one HTML file: no script, nothing loaded from anywhere, readable on paper and on a phone.
struct HTMLPage {
  let document: ReportDocument
  let language: ReportLanguage
  let kicker: String

  func bytes() throws -> [UInt8] {
    MustacheContentTypes.register(ScalarHTML(), named: "KITH")
    var library = MustacheLibrary()
    for (name, template) in HTMLTemplates.all { library.register(try MustacheTemplate(string: template), named: name) }
    let context: [String: Any] = [
      "lang": language.rawValue,
      "kicker": kicker,
      "style": StyleSheet.text,
      "title": VisibleText.of(document.title.text),
      "heading": spans(document.title),
      "sections": document.sections.map { section in
        ["id": section.id, "sectionTitle": section.title, "blocks": section.blocks.map(block)] as [String: Any]
      },
      "footer": document.footer.map(block),
    ]
    guard let page = library.render(context, withTemplate: "page") else { return [] }
    return Array(page.utf8)
  }

  /// Escapes scalar by scalar; the library's own escaping works on characters, where a combining mark
  /// hides the `"` before it.
  private struct ScalarHTML: MustacheContentType {
    func escapeText(_ text: String) -> String { SafeMarkup.escaped(text) }
  }

  /// Every key a block template asks for, so that none is looked up in an outer block.
  private static let noBlock: [String: Bool] = [
    "lead": false, "paragraph": false, "note": false, "list": false, "tiles": false, "table": false, "figure": false,
    "cards": false, "command": false, "subheading": false,
  ]

  private func block(_ block: ReportDocument.Block) -> [String: Any] {
    var context = Self.noBlock as [String: Any]
    switch block {
    case .lead(let all): context["lead"] = sentences(all)
    case .paragraph(let all): context["paragraph"] = sentences(all)
    case .note(let all): context["note"] = sentences(all)
    case .list(let all): context["list"] = ["items": all.map { ["spans": spans($0)] }]
    case .tiles(let tiles):
      context["tiles"] = ["items": tiles.map { ["spans": spans($0.value), "label": $0.label] as [String: Any] }]
    case .table(let one): context["table"] = table(one)
    case .figure(let one): context["figure"] = figure(one)
    case .cards(let cards): context["cards"] = ["items": cards.map(card)]
    case .command(let sentence): context["command"] = ["spans": spans(sentence)]
    case .heading(let text): context["subheading"] = ["text": text]
    }
    return context
  }

  private func sentences(_ all: [Sentence]) -> [String: Any] { ["sentences": all.map { ["spans": spans($0)] }] }

  private func spans(_ sentence: Sentence) -> [[String: Any]] {
    sentence.parts.map { part in
      [
        "text": part.isUntrusted ? VisibleText.of(part.text) : part.text, "isolated": part.isUntrusted,
        "name": part.isName,
      ]
    }
  }

  private func table(_ table: ReportDocument.Table) -> [String: Any] {
    [
      "short": table.columns.count < 3,
      "columns": table.columns.map { ["title": $0.title, "numeric": $0.isNumeric] as [String: Any] },
      "rows": table.rows.enumerated().map { index, row in
        [
          "cells": row.enumerated().map { column, sentence in
            let bar = table.bars.flatMap { $0.column == column ? $0.lengths[index] : nil }
            return [
              "spans": spans(sentence), "numeric": table.columns[column].isNumeric,
              "bar": bar.map { ["width": coordinate(100 * $0)] } ?? false,
            ] as [String: Any]
          }
        ] as [String: Any]
      },
    ]
  }

  private func figure(_ figure: ReportDocument.Figure) -> [String: Any] {
    let data = figure.table.map(table)
    let shown: Any = data ?? false
    let fold = data == nil ? nil : figure.fold
    return [
      "svg": figure.svg.text, "wide": figure.isWide, "sheet": figure.file != nil,
      "sentences": figure.caption.map { ["spans": spans($0)] },
      "data": fold == nil ? shown : false,
      "folded": fold.map { ["summary": $0, "data": shown] as [String: Any] } ?? false,
    ]
  }

  private func card(_ card: ReportDocument.Card) -> [String: Any] {
    [
      "spans": spans(card.title), "badge": card.badge.map { ["spans": spans($0)] } ?? false,
      "color": card.color.map { ["value": $0] } ?? false,
      "sentences": card.sentences.map { ["spans": spans($0)] },
      "words": card.wordsTitle.map { ["title": $0, "items": card.words.map { ["spans": spans($0)] }] as [String: Any] }
        ?? false,
      "quotes": card.quotesTitle.map { title in
        [
          "title": title,
          "items": card.quotes.map { ["spans": spans($0.text), "by": ["spans": spans($0.by)]] as [String: Any] },
        ] as [String: Any]
      } ?? false,
    ]
  }
}
