/// The report as blocks, before it becomes HTML or Markdown: both are drawn from the same sentences.
struct ReportDocument: Sendable {
  var title: Sentence
  var sections: [Section] = []
  var footer: [Block] = []

  struct Section: Sendable {
    /// An anchor: letters only.
    var id: String
    var title: String
    var blocks: [Block] = []
  }

  enum Block: Sendable {
    /// The opening paragraph.
    case lead([Sentence])
    case paragraph([Sentence])
    /// A caution: what a reader must not take from the text before.
    case note([Sentence])
    case list([Sentence])
    case tiles([Tile])
    case table(Table)
    case figure(Figure)
    case cards([Card])
    case command(Sentence)
    case heading(String)
  }

  struct Tile: Sendable {
    var value: Sentence
    var label: String
  }

  struct Table: Sendable {
    var columns: [Column]
    var rows: [[Sentence]]
    /// Lengths of bars behind the cells of one column, as shares of 1.
    var bars: (column: Int, lengths: [Double])?

    struct Column: Sendable {
      var title: String
      var isNumeric = false
    }
  }

  struct Figure: Sendable {
    var title: String
    var svg: SafeMarkup
    var caption: [Sentence]
    /// The same figure as words for Markdown and those who cannot see it.
    var table: Table?
    /// What to call the table when it is folded away.
    var fold: String?
    /// The file beside the report that holds it, for Markdown.
    var file: String?
    var isWide = true
  }

  struct Card: Sendable {
    var title: Sentence
    var badge: Sentence?
    /// `#rrggbb` of the community on the map.
    var color: String?
    var sentences: [Sentence]
    var wordsTitle: String?
    var words: [Sentence] = []
    var quotesTitle: String?
    var quotes: [Quote] = []
  }

  struct Quote: Sendable {
    var text: Sentence
    var by: Sentence
  }

  /// Every sentence of the document, for checks.
  var sentences: [Sentence] {
    [title] + sections.flatMap { $0.blocks.flatMap(\.sentences) } + footer.flatMap(\.sentences)
  }
}

extension ReportDocument.Block {
  var sentences: [Sentence] {
    switch self {
    case .lead(let all), .paragraph(let all), .note(let all), .list(let all): all
    case .tiles(let tiles): tiles.map(\.value)
    case .table(let table): table.rows.flatMap { $0 }
    case .figure(let figure): figure.caption + (figure.table?.rows.flatMap { $0 } ?? [])
    case .cards(let cards):
      cards.flatMap { card in
        [card.title] + (card.badge.map { [$0] } ?? []) + card.sentences + card.words
          + card.quotes.flatMap { [$0.text, $0.by] }
      }
    case .command(let sentence): [sentence]
    case .heading: []
    }
  }
}
