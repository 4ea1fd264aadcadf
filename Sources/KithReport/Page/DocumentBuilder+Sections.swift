import KithOutput

extension DocumentBuilder {
  var communitiesSection: Section {
    var section = Section(id: "communities", title: words(.headCommunities))
    if !hasEdges { return section }
    if number("communities.describedCount") == 0 {
      section.blocks = [.paragraph([say(.communitiesNone)])]
      return section
    }
    section.blocks = [
      .paragraph([
        say(.communitiesIntro),
        say(number("communities.describedCount") == 1 ? .communitiesOne : .communitiesDescribed),
        say(.communitiesCaution),
      ])
    ]
    if has("communities.stability") {
      let isShaky = model.value(at: "communities.stability.shaky")?.boolValue == true
      section.blocks.append(.paragraph([say(isShaky ? .communitiesShaky : .communitiesFirm)]))
    }
    section.blocks.append(
      .cards((0..<count("communities.described")).map { communityCard("communities.described[\($0)]") }))
    if count("communities.words.frequent") > 0 { section.blocks.append(.paragraph([say(.frequentWords)])) }
    return section
  }

  /// A community is told to be unsure below this stability.
  private static let firm = 0.9

  private func communityCard(_ base: String) -> ReportDocument.Card {
    var sentences = [say(.communityPeople, base)]
    if has(base + ".insideShare") { sentences.append(say(.communityInside, base)) }
    if has(base + ".stability"), number(base + ".stability") < Self.firm {
      sentences.append(say(.communityStability, base))
    }
    let bridges = count(base + ".bridges")
    if bridges > 0 {
      var parts: [Sentence.Part] = [.words(words(.communityBridges) + " ")]
      for index in 0..<bridges {
        if index > 0 { parts.append(.words(index == bridges - 1 ? words(.lastSeparator) : ", ")) }
        parts += say(.communityBridge, "\(base).bridges[\(index)]").parts
      }
      sentences.append(Sentence(parts: parts + [.words(".")]))
    }
    if count(base + ".bridgePeople") > 0 { sentences.append(say(.communityBridgePeople, base)) }
    if has(base + ".peak") { sentences.append(say(.communityPeak, base)) }
    let wordCount = count(base + ".words")
    if has("communities.words"), wordCount == 0 { sentences.append(say(.communityNoWords, base)) }
    return ReportDocument.Card(
      title: say(.communityTitle, base), color: color(ofCommunity: Int(number(base + ".number")) - 1),
      sentences: sentences, wordsTitle: wordCount > 0 ? words(.communityWords) : nil,
      words: (0..<wordCount).map { narrator.value("\(base).words[\($0)].word", .name) })
  }

  var timeSection: Section {
    var section = Section(id: "time", title: words(.headTime))
    if !hasEdges { return section }
    guard has("timeline") else {
      section.blocks = [.paragraph([say(.openTimes)])]
      return section
    }
    var intro = [say(.timeIntro)]
    if number("timeline.bins") > 1 { intro.append(say(.timeBusiest)) }
    section.blocks.append(.paragraph(intro))
    if number("timeline.bins") > 1 {
      section.blocks.append(
        .figure(
          ReportDocument.Figure(
            title: words(.activityTitle),
            svg: ActivityPlot(model: model, formatting: narrator.formatting, phrases: narrator.phrases).markup,
            caption: [say(.activityCaption)] + (number("timeline.withoutTime") > 0 ? [say(.withoutTime)] : []),
            table: number("timeline.bins") <= 400 ? binsTable : nil, fold: words(.dataTable))))
    }
    let peaks = (0..<count("timeline.peaks")).map { index -> Sentence in
      let base = "timeline.peaks[\(index)]"
      var sentence = has(base + ".timesMedian") ? say(.timePeak, base) : say(.timePeakAlone, base)
      if has(base + ".target") { sentence = sentence + say(.timePeakTarget, base) }
      if has(base + ".item") { sentence = sentence + say(.timePeakItem, base) }
      return sentence
    }
    section.blocks.append(peaks.isEmpty ? .paragraph([say(.timeNoPeak)]) : .list(peaks))
    if count("timeline.channels") > 1 { section.blocks.append(.table(channelTable)) }
    return section
  }

  private var binsTable: Table {
    Table(
      columns: [.init(title: words(.columnStart)), .init(title: words(.columnRows), isNumeric: true)],
      rows: (0..<count("timeline.totals")).map { bin in
        [narrator.value("timeline.starts[\(bin)]", .bin), narrator.value("timeline.totals[\(bin)]", .number)]
      })
  }

  private var channelTable: Table {
    let totals = (0..<count("timeline.channels")).map { number("timeline.channels[\($0)].total") }
    return Table(
      columns: [.init(title: words(.columnChannel)), .init(title: words(.columnRows), isNumeric: true)],
      rows: totals.indices.map { index in
        let base = "timeline.channels[\(index)]"
        return [
          has(base + ".name")
            ? narrator.value(base + ".name", .text) : Sentence(parts: [.words(words(.everythingElse))]),
          narrator.value(base + ".total", .number),
        ]
      }, bars: (1, totals.map { $0 / (totals.max() ?? 1) }))
  }

  var firstSection: Section {
    var section = Section(id: "first", title: words(.headFirst))
    if !hasEdges || !has("firstMovers") { return section }
    var sentences = [say(.firstIntro)]
    if number("firstMovers.tiedForFirst") > 1 { sentences.append(say(.firstTied)) }
    if model.value(at: "firstMovers.datesOnly")?.boolValue == true { sentences.append(say(.firstDatesOnly)) }
    section.blocks.append(.paragraph(sentences))
    let people = (0..<count("firstMovers.people")).map { "firstMovers.people[\($0)]" }
    let hasKinds = people.contains { has($0 + ".kind") }
    let hasChannels = people.contains { has($0 + ".channel") }
    var columns: [Table.Column] = [.init(title: words(.columnTime)), .init(title: words(.columnPerson))]
    if hasKinds { columns.append(.init(title: words(.columnKind))) }
    if hasChannels { columns.append(.init(title: words(.columnChannel))) }
    columns += [
      .init(title: words(.columnFrom), isNumeric: true), .init(title: words(.columnRank), isNumeric: true),
    ]
    let optional = { (path: String) in
      has(path) ? narrator.value(path, .text) : Sentence(parts: [.words(words(.none))])
    }
    section.blocks.append(
      .table(
        Table(
          columns: columns,
          rows: people.map { base in
            var row = [narrator.value(base + ".at", .moment), narrator.value(base + ".id", .name)]
            if hasKinds { row.append(optional(base + ".kind")) }
            if hasChannels { row.append(optional(base + ".channel")) }
            return row + [
              narrator.value(base + ".receivedFrom", .number), narrator.value(base + ".rank", .number),
            ]
          })))
    section.blocks.append(.note([say(.firstCaution)]))
    return section
  }

  var leftOutSection: Section {
    var section = Section(id: "left", title: words(.headLeftOut))
    let lines: [(String, Phrase)] = [
      ("badRows", .leftBadRows), ("otherKinds", .leftOtherKinds), ("outsideWindow", .leftOutsideWindow),
      ("anonymous", .leftAnonymous), ("withoutTarget", .leftWithoutTarget), ("selfEdges", .leftSelfEdges),
      ("unconnected", .leftUnconnected),
    ]
    let left = lines.filter { number("leftOut." + $0.0) > 0 }.map { say($0.1) }
    section.blocks = left.isEmpty ? [.paragraph([say(.leftNothing)])] : [.paragraph([say(.leftIntro)]), .list(left)]
    var open: [Sentence] = []
    if !has("timeline"), !hasEdges { open.append(say(.openTimes)) }
    if !has("communities.words"), model.value(at: "network.hasTexts")?.boolValue != true {
      open.append(say(.openTexts))
    }
    if count("network.kinds") == 0 { open.append(say(.openKinds)) }
    if count("network.channels") == 0 { open.append(say(.openChannels)) }
    if !open.isEmpty { section.blocks.append(.list(open)) }
    return section
  }

  var methodsSection: Section {
    var section = Section(id: "methods", title: words(.headMethods))
    for index in 0..<count("methods") {
      let base = "methods[\(index)]"
      section.blocks.append(.heading(model.value(at: base + ".title")?.stringValue ?? ""))
      var sentences = [say(.methodConvention, base)]
      let parameters = count(base + ".parameters")
      if parameters > 0 {
        var parts: [Sentence.Part] = [.words(words(.methodParameters) + " ")]
        for parameter in 0..<parameters {
          if parameter > 0 { parts.append(.words(", ")) }
          parts += say(.methodParameter, "\(base).parameters[\(parameter)]").parts
        }
        sentences.append(Sentence(parts: parts + [.words(".")]))
      }
      if has(base + ".iterations"), has(base + ".residual") { sentences.append(say(.methodIterations, base)) }
      section.blocks.append(.paragraph(sentences))
    }
    return section
  }

  var footer: [Block] {
    [
      .heading(words(.headReproduce)),
      .paragraph([say(.reproduceCommand)]),
      .command(narrator.value("reproducibility.command", .text)),
      .paragraph([say(.reproduceSeed), say(.reproduceFingerprint)]),
      .paragraph([say(.reproduceInputs)]),
    ]
  }
}
