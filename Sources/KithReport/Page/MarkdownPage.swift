import KithOutput

/// The report as Markdown: the same sentences and tables; figures are files beside it.
struct MarkdownPage {
  let document: ReportDocument

  var bytes: [UInt8] {
    var buffer = OutputBuffer()
    buffer.append("# " + inline(document.title) + "\n")
    for section in document.sections {
      buffer.append("\n## " + MarkdownText.escaped(section.title) + "\n")
      for block in section.blocks { append(block, to: &buffer) }
    }
    buffer.append("\n---\n")
    for block in document.footer { append(block, to: &buffer) }
    return buffer.bytes
  }

  private func append(_ block: ReportDocument.Block, to buffer: inout OutputBuffer) {
    buffer.append("\n")
    switch block {
    case .lead(let all), .paragraph(let all): buffer.append(all.map(inline).joined(separator: " ") + "\n")
    case .note(let all): buffer.append("> " + all.map(inline).joined(separator: " ") + "\n")
    case .list(let all): for sentence in all { buffer.append("- " + inline(sentence) + "\n") }
    case .tiles(let tiles):
      buffer.append(
        tiles.map { "**\(inline($0.value))** \(MarkdownText.escaped($0.label))" }.joined(separator: " · ") + "\n")
    case .table(let table): append(table, to: &buffer)
    case .figure(let figure): append(figure, to: &buffer)
    case .cards(let cards): for card in cards { append(card, to: &buffer) }
    case .command(let sentence): buffer.append("    " + VisibleText.of(sentence.text) + "\n")
    case .heading(let text): buffer.append("### " + MarkdownText.escaped(text) + "\n")
    }
  }

  private func append(_ table: ReportDocument.Table, to buffer: inout OutputBuffer) {
    buffer.append("|" + table.columns.map { " \(MarkdownText.escaped($0.title)) |" }.joined() + "\n")
    buffer.append("|" + table.columns.map { $0.isNumeric ? " ---: |" : " --- |" }.joined() + "\n")
    for row in table.rows { buffer.append("|" + row.map { " \(inline($0)) |" }.joined() + "\n") }
  }

  private func append(_ figure: ReportDocument.Figure, to buffer: inout OutputBuffer) {
    if let file = figure.file { buffer.append("![\(MarkdownText.escaped(figure.title))](\(file))\n\n") }
    buffer.append(figure.caption.map(inline).joined(separator: " ") + "\n")
    if let table = figure.table, table.rows.count <= 40 {
      buffer.append("\n")
      append(table, to: &buffer)
    }
  }

  private func append(_ card: ReportDocument.Card, to buffer: inout OutputBuffer) {
    let badge = card.badge.map { inline($0) + ". " } ?? ""
    buffer.append("### " + badge + inline(card.title) + "\n\n")
    buffer.append(card.sentences.map(inline).joined(separator: " ") + "\n")
    if let title = card.wordsTitle {
      buffer.append("\n\(MarkdownText.escaped(title)): " + card.words.map(inline).joined(separator: ", ") + "\n")
    }
    for quote in card.quotes { buffer.append("\n> \(inline(quote.text)) — \(inline(quote.by))\n") }
    buffer.append("\n")
  }

  private func inline(_ sentence: Sentence) -> String {
    sentence.parts.map { part in
      switch part {
      case .words(let text): MarkdownText.escaped(text)
      case .bound(let text, _, .name): "**" + MarkdownText.escaped(text) + "**"
      case .bound(let text, _, _): MarkdownText.escaped(text)
      }
    }.joined()
  }
}
