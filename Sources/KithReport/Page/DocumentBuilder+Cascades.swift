import KithOutput

extension DocumentBuilder {
  var cascadesSection: Section {
    var section = Section(id: "cascades", title: words(.headCascades))
    if !hasEdges { return section }
    guard has("cascades") else {
      section.blocks = [.paragraph([reason("cascades")])]
      return section
    }
    let isByItem = flag("cascades.byItem")
    section.blocks.append(.paragraph([say(.cascadesIntro), say(isByItem ? .cascadesOnce : .cascadesOneThing)]))
    section.blocks += [.paragraph(largestCascade), .table(largestTable)]
    if has("cascades.growth") { section.blocks.append(.figure(growthFigure)) }
    section.blocks += treeBlocks
    section.blocks.append(.paragraph(cascadeSources))
    if count("cascades.triggers.people") > 0 {
      section.blocks += [.paragraph([say(.triggersIntro)]), .table(triggerTable)]
      section.blocks.append(
        .cards(
          (0..<min(core, count("cascades.triggers.people"))).map { triggerCard("cascades.triggers.people[\($0)]") }))
    }
    var cautions = [say(.cascadesCaution)]
    if count("cascades.otherKinds") > 0 { cautions.append(say(.cascadesOtherKinds)) }
    if flag("cascades.datesOnly") { cautions.append(say(.cascadesDatesOnly)) }
    section.blocks.append(.note(cautions))
    return section
  }

  private func flag(_ path: String) -> Bool { model.value(at: path)?.boolValue == true }

  private var largestCascade: [Sentence] {
    let base = "cascades.largest[0]"
    var sentences = [say(.cascadesLargest)]
    if has(base + ".item") { sentences.append(say(.cascadesAbout)) }
    if model.value(at: base + ".origin")?.stringValue == "unlogged" { sentences.append(say(.cascadesUnlogged)) }
    if has(base + ".structuralVirality") { sentences.append(say(.cascadesViral)) }
    if has(base + ".t50"), number(base + ".lifetime") > 0 { sentences.append(say(.cascadesSpeed)) }
    return sentences
  }

  private var growthFigure: ReportDocument.Figure {
    ReportDocument.Figure(
      title: words(.growthTitle),
      svg: GrowthPlot(model: model, formatting: narrator.formatting, phrases: narrator.phrases).markup,
      caption: [say(.growthCaption)] + (number("cascades.growth.later") > 0 ? [say(.growthLater)] : []),
      table: nil)
  }

  private var largestTable: Table {
    let optional = { (path: String, format: ValueFormat) in
      has(path) ? narrator.value(path, format) : Sentence(parts: [.words(words(.none))])
    }
    let isByItem = flag("cascades.byItem")
    return Table(
      columns: [.init(title: words(.columnRoot))] + (isByItem ? [.init(title: words(.columnItem))] : [])
        + [.columnMembers, .columnDeep, .columnApart, .columnHalf, .columnNineTenths].map {
          .init(title: words($0), isNumeric: true)
        },
      rows: (0..<count("cascades.largest")).map { index in
        let base = "cascades.largest[\(index)]"
        return [narrator.value(base + ".root", .name)]
          + (isByItem ? [narrator.value(base + ".item", .name)] : [])
          + [
            narrator.value(base + ".size", .number), narrator.value(base + ".depth", .number),
            optional(base + ".structuralVirality", .ratio), optional(base + ".t50", .duration),
            optional(base + ".t90", .duration),
          ]
      })
  }

  private var treeBlocks: [Block] {
    guard let cascade else { return [] }
    let caption = (0..<count("cascadeTree.caption")).map { narrator.value("cascadeTree.caption[\($0)]", .text) }
    guard let tree else { return [.paragraph([say(.treeNotDrawn)]), .note(caption)] }
    return [
      .figure(
        ReportDocument.Figure(title: cascade.altText, svg: tree, caption: caption, table: nil, file: "cascade.svg"))
    ]
  }

  private var cascadeSources: [Sentence] {
    var sentences = [say(.sourceSplit), say(has("cascades.source.brand") ? .sourceBrand : .sourceNoBrand)]
    if number("cascades.source.unlogged.cascades") > 0 { sentences.append(say(.sourceUnlogged)) }
    if has("cascades.sharing") { sentences.append(say(.sharingPoint)) }
    return sentences
  }

  private var triggerTable: Table {
    let people = (0..<count("cascades.triggers.people")).map { "cascades.triggers.people[\($0)]" }
    let shares = people.map { number($0 + ".share") }
    return Table(
      columns: [
        .init(title: words(.columnRank), isNumeric: true), .init(title: words(.columnPerson)),
        .init(title: words(.columnCascades), isNumeric: true), .init(title: words(.columnSetOff), isNumeric: true),
        .init(title: words(.columnShare), isNumeric: true), .init(title: words(.columnDirect), isNumeric: true),
        .init(title: words(.columnBegan), isNumeric: true),
      ],
      rows: people.map { base in
        [
          narrator.value(base + ".rank", .number), narrator.value(base + ".id", .name),
          narrator.value(base + ".cascades", .number), narrator.value(base + ".setOff", .number),
          narrator.value(base + ".share", .percent), narrator.value(base + ".direct", .number),
          has(base + ".start")
            ? narrator.value(base + ".start", .moment) : Sentence(parts: [.words(words(.notLogged))]),
        ]
      }, bars: (4, shares.map { $0 / (shares.max() ?? 1) }))
  }

  private func triggerCard(_ base: String) -> ReportDocument.Card {
    var sentences = [say(.triggerSetOff, base)]
    if flag(base + ".brand") { sentences.append(say(.triggerBrand, base)) }
    if number(base + ".unlogged") > 0 { sentences.append(say(.triggerUnlogged, base)) }
    let rows = (0..<count(base + ".evidence")).map { "\(base).evidence[\($0)]" }
    if !rows.isEmpty { sentences.append(say(.triggerDirect, base)) }
    let quoted = rows.filter { has($0 + ".text") }
    if !rows.isEmpty, quoted.isEmpty {
      var parts: [Sentence.Part] = [.words(words(.triggerRows) + " ")]
      for (index, row) in rows.enumerated() {
        if index > 0 { parts.append(.words(index == rows.count - 1 ? words(.lastSeparator) : ", ")) }
        parts += say(has(row + ".kind") ? .triggerRowKind : .triggerRow, row).parts
      }
      sentences.append(Sentence(parts: parts + [.words(".")]))
    }
    return ReportDocument.Card(
      title: say(.triggerTitle, base), badge: narrator.value(base + ".rank", .number),
      color: color(ofCommunity: Int(number(base + ".community")) - 1), sentences: sentences,
      quotesTitle: quoted.isEmpty ? nil : words(.triggerQuotes),
      quotes: quoted.map {
        ReportDocument.Quote(text: narrator.value($0 + ".text", .text), by: say(.quoteByAt, $0))
      })
  }
}
