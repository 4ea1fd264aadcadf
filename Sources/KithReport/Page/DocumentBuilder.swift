import KithMaps
import KithOutput

/// Decides what the report says: which sentences, in which order, for what the model holds.
struct DocumentBuilder {
  let model: JSONValue
  let narrator: Narrator
  /// The map's picture; nil where there is none.
  let map: SafeMarkup?
  let drawing: MapDrawing?
  /// The tree of the largest cascade and its picture; nil where there is none.
  let cascade: CascadeDrawing?
  let tree: SafeMarkup?
  let core: Int

  typealias Block = ReportDocument.Block
  typealias Section = ReportDocument.Section
  typealias Table = ReportDocument.Table

  func document() -> ReportDocument {
    var document = ReportDocument(title: narrator.value("title", .text))
    document.sections = [
      summary, mapSection, coreSection, cascadesSection, influenceSection, choicesSection, concentrationSection,
      communitiesSection, timeSection, firstSection, leftOutSection, methodsSection,
    ].filter { !$0.blocks.isEmpty }
    document.footer = footer
    return document
  }

  func say(_ phrase: Phrase, _ base: String = "") -> Sentence { narrator.say(phrase, at: base) }
  func words(_ phrase: Phrase) -> String { narrator.words(phrase) }
  func has(_ path: String) -> Bool { model.value(at: path).map { !$0.isNull && $0["undefined"] == nil } ?? false }
  func number(_ path: String) -> Double { model.value(at: path)?.numberValue ?? 0 }
  func count(_ path: String) -> Int { model.value(at: path)?.arrayValue?.count ?? 0 }
  var hasEdges: Bool { number("network.edges") > 0 }

  /// Why there is no answer, in the model's words.
  func reason(_ path: String) -> Sentence { narrator.value(path + ".undefined", .words) }

  private var summary: Section {
    var section = Section(id: "summary", title: words(.headSummary))
    if !hasEdges {
      section.blocks = [.lead([say(.leadEmpty)])]
      return section
    }
    let weight: Phrase =
      switch model.value(at: "network.strength")?.stringValue {
      case "binary": .weightBinary
      case "weight" where model.value(at: "network.weighted")?.boolValue == true: .weightSum
      default: .weightCount
      }
    section.blocks.append(
      .lead([
        say(has("network.period") ? .leadTimed : .leadUntimed), say(.leadEdge) + say(weight), say(.leadDirection),
        say(.leadConnected),
      ]))
    let cohesion: [(String, Phrase)] = [
      ("density", .leadDensity), ("transitivity", .leadTransitivity), ("meanDistance", .leadDistance),
    ]
    section.blocks.append(.paragraph(cohesion.filter { has("network.cohesion." + $0.0) }.map { say($0.1) }))
    var tiles = [
      ReportDocument.Tile(value: narrator.value("network.people", .number), label: words(.tilePeople)),
      ReportDocument.Tile(value: narrator.value("network.edges", .number), label: words(.tileEdges)),
      ReportDocument.Tile(value: narrator.value("network.interactions", .number), label: words(.tileInteractions)),
      ReportDocument.Tile(value: narrator.value("communities.ofThreeOrMore", .number), label: words(.tileCommunities)),
    ]
    if has("network.period") {
      tiles.append(ReportDocument.Tile(value: narrator.value("network.period.days", .number), label: words(.tileDays)))
    }
    section.blocks.append(.tiles(tiles))
    var findings = [say(.findCore)]
    if count("cascades.triggers.people") > 0 { findings.append(say(.findCascades)) }
    if has("influence") { findings.append(influenceVerdict) }
    if has("choices.proof") { findings.append(choicesFinding) }
    if has("concentration.attention") { findings.append(say(.findConcentration)) }
    if number("communities.describedCount") > 0 { findings.append(say(.findCommunities)) }
    if has("timeline"), number("timeline.bins") > 1 { findings.append(say(.findPeak)) }
    section.blocks.append(.list(findings))
    return section
  }

  private var mapSection: Section {
    var section = Section(id: "map", title: words(.headMap))
    if !hasEdges { return section }
    guard drawing != nil else { return section }
    let caption = (0..<count("map.caption")).map { narrator.value("map.caption[\($0)]", .text) }
    if let map {
      section.blocks.append(
        .figure(
          ReportDocument.Figure(
            title: drawing?.altText ?? "", svg: map, caption: caption, table: nil, file: "map.svg")))
    } else {
      section.blocks += [.paragraph([say(.mapNotDrawn)]), .note(caption)]
    }
    return section
  }

  private var coreSection: Section {
    var section = Section(id: "core", title: words(.headCore))
    if !has("core") {
      section.blocks = hasEdges ? [.paragraph([reason("core")])] : []
      return section
    }
    section.blocks.append(.paragraph([say(.coreIntro), say(.coreCaution)]))
    section.blocks.append(.table(coreTable))
    if has("core.ranges") { section.blocks.append(.note([say(.coreRanges)])) }
    section.blocks.append(.cards((0..<min(core, count("core.people"))).map { coreCard("core.people[\($0)]") }))
    return section
  }

  private var coreTable: Table {
    let hasRanges = has("core.ranges")
    let rows = (0..<count("core.people")).map { index -> [Sentence] in
      let base = "core.people[\(index)]"
      let range =
        narrator.value(base + ".rankRange.low", .number).parts + [.words("–")]
        + narrator.value(base + ".rankRange.high", .number).parts
      return [narrator.value(base + ".rank", .number)] + (hasRanges ? [Sentence(parts: range)] : []) + [
        narrator.value(base + ".id", .name),
        narrator.value(base + ".pagerank", .percent), narrator.value(base + ".receivedFrom", .number),
        narrator.value(base + ".received", .number), narrator.value(base + ".sentTo", .number),
        narrator.value(base + ".community", .number),
      ]
    }
    let scores = (0..<rows.count).map { number("core.people[\($0)].pagerank") }
    let top = scores.max() ?? 0
    return Table(
      columns: [
        .init(title: words(.columnRank), isNumeric: true)
      ] + (hasRanges ? [.init(title: words(.columnRange), isNumeric: true)] : []) + [
        .init(title: words(.columnPerson)), .init(title: words(.columnPageRank), isNumeric: true),
        .init(title: words(.columnFrom), isNumeric: true),
        .init(title: words(.columnReceived), isNumeric: true), .init(title: words(.columnSentTo), isNumeric: true),
        .init(title: words(.columnCommunity), isNumeric: true),
      ], rows: rows, bars: top > 0 ? (hasRanges ? 3 : 2, scores.map { $0 / top }) : nil)
  }

  private func coreCard(_ base: String) -> ReportDocument.Card {
    var sentences = [say(.coreReceived, base)]
    if count(base + ".kinds") > 1 { sentences.append(say(.coreKinds, base)) }
    if count(base + ".channels") > 1 { sentences.append(say(.coreChannels, base)) }
    if number(base + ".receivedFrom") > 1 {
      sentences.append(say(number(base + ".mainSource.share") > 0.5 ? .coreOneSource : .coreMainSource, base))
    }
    sentences.append(say(number(base + ".sent") > 0 ? .coreSent : .coreSilent, base))
    if has(base + ".firstReceived"), has(base + ".peak") { sentences.append(say(.corePeak, base)) }
    if has(base + ".arrival") { sentences.append(say(.coreArrival, base)) }
    let quotes = (0..<count(base + ".quotes")).map { index in
      let quote = "\(base).quotes[\(index)]"
      return ReportDocument.Quote(
        text: narrator.value(quote + ".text", .text), by: say(has(quote + ".at") ? .quoteByAt : .quoteBy, quote))
    }
    return ReportDocument.Card(
      title: say(.coreTitle, base), badge: narrator.value(base + ".rank", .number),
      color: color(ofCommunity: Int(number(base + ".community")) - 1), sentences: sentences,
      quotesTitle: quotes.isEmpty ? nil : words(.coreQuotes), quotes: quotes)
  }

  /// The colour a community has on the map.
  func color(ofCommunity index: Int) -> String? {
    drawing?.communities.first { $0.index == index }?.color
  }

  private var concentrationSection: Section {
    var section = Section(id: "concentration", title: words(.headConcentration))
    if !hasEdges { return section }
    let verdict = { (share: Double, yes: Phrase, nearly: Phrase, no: Phrase) in
      say(share >= 0.8 ? yes : share >= 0.7 ? nearly : no)
    }
    section.blocks = [
      .paragraph([
        verdict(number("concentration.attention.topFifth.share"), .attentionYes, .attentionNearly, .attentionNo),
        say(.attentionPoint),
      ]),
      .paragraph([
        verdict(number("concentration.activity.topFifth.share"), .activityYes, .activityNearly, .activityNo),
        say(.activityPoint), say(.giniBoth),
      ]),
      .figure(
        ReportDocument.Figure(
          title: words(.lorenzTitle), svg: LorenzPlot(model: model, phrases: narrator.phrases).markup,
          caption: [Sentence(parts: [.words(words(.lorenzCaption))])], table: concentrationTable, isWide: false)),
      .note([say(.concentrationCaution)]),
    ]
    return section
  }

  private var concentrationTable: Table {
    let row = { (title: Phrase, path: String, format: ValueFormat) -> [Sentence] in
      [
        Sentence(parts: [.words(words(title))]), narrator.value("concentration.attention." + path, format),
        narrator.value("concentration.activity." + path, format),
      ]
    }
    return Table(
      columns: [
        .init(title: words(.columnMeasure)), .init(title: words(.columnAttention), isNumeric: true),
        .init(title: words(.columnActivity), isNumeric: true),
      ],
      rows: [
        row(.rowPeople, "people", .number), row(.rowTopFifth, "topFifth.share", .percent),
        row(.rowPoint, "holdingFourFifths.share", .percent), row(.rowTopTen, "topTenShare", .percent),
        row(.rowGini, "gini", .real),
      ])
  }
}

extension ValueFormat {
  static let number = ValueFormat.count(one: nil, many: nil)
}
