import KithOutput

extension DocumentBuilder {
  /// Nothing where no actions were given.
  var influenceSection: Section {
    var section = Section(id: "influence", title: words(.headInfluence))
    guard has("influence") else { return section }
    section.blocks.append(
      .paragraph([say(has("influence.item") ? .influenceItem : .influenceAnything), influenceVerdict] + firmness))
    section.blocks.append(.note([say(.influenceCaution)]))
    if count("influence.tests") > 0 { section.blocks.append(.table(tests)) }
    let traits = (0..<count("influence.traits")).map { "influence.traits[\($0)]" }
    if !traits.isEmpty { section.blocks.append(.paragraph(traits.map(trait))) }
    section.blocks.append(.paragraph(following))
    if has("influence.funnel") {
      section.blocks += [.paragraph([say(.funnelIntro), say(.funnelUnprompted)]), .table(funnel)]
      if count("influence.funnel.communities") > 1 {
        section.blocks += [.paragraph([say(.funnelCommunities)]), .table(funnelCommunities)]
      }
    }
    return section
  }

  /// What the tests say together.
  var influenceVerdict: Sentence {
    switch model.value(at: "influence.finding")?.stringValue {
    case "influence": say(.verdictInfluence)
    case "similarity": say(.verdictSimilarity)
    case "common-events": say(.verdictEvents)
    case "hidden-similarity": say(.verdictHidden)
    case "disagreement": say(.verdictDisagreement)
    case "no-association": say(.verdictNothing)
    default: say(.verdictUnanswerable)
    }
  }

  private var firmness: [Sentence] {
    var sentences: [Sentence] = []
    if has("influence.effect"), model.value(at: "influence.finding")?.stringValue != "no-association" {
      sentences.append(say(.influenceEffect))
    }
    if has("influence.sensitivity") {
      sentences.append(say(.influenceEValue))
      if has("influence.sensitivity.gamma") { sentences.append(say(.influenceGamma)) }
    }
    return sentences
  }

  private var following: [Sentence] {
    guard has("influence.following") else { return [reason("influence.following")] }
    var sentences = [say(.followingRate)]
    sentences.append(say(has("influence.following.low") ? .followingRatio : .followingNoRatio))
    if has("influence.following.medianDelay") { sentences.append(say(.followingDelay)) }
    return sentences
  }

  private func trait(_ base: String) -> Sentence {
    let gathers = model.value(at: base + ".gathers")?.boolValue
    let drives = model.value(at: base + ".drives")?.boolValue
    switch (gathers, drives) {
    case (true?, true?): return say(.traitBoth, base)
    case (true?, _): return say(.traitGathers, base)
    case (false?, true?): return say(.traitDrives, base)
    case (false?, _): return say(.traitNeither, base)
    case (nil, _): return say(.traitUnknown, base)
    }
  }

  private func optional(_ path: String, _ format: ValueFormat) -> Sentence {
    has(path) ? narrator.value(path, format) : Sentence(parts: [.words(words(.none))])
  }

  private var tests: Table {
    Table(
      columns: [
        .init(title: words(.columnTest)), .init(title: words(.columnValue), isNumeric: true),
        .init(title: words(.columnChance), isNumeric: true), .init(title: words(.columnSays)),
      ],
      rows: (0..<count("influence.tests")).map { index in
        let base = "influence.tests[\(index)]"
        return [
          narrator.value(base + ".title", .words), optional(base + ".value", .real), optional(base + ".p", .chance),
          narrator.value(base + ".says", .words),
        ]
      })
  }

  private var funnel: Table {
    Table(
      columns: [.init(title: words(.columnStage))]
        + [.columnReached, .columnRate, .columnFurthest, .columnMedian].map {
          .init(title: words($0), isNumeric: true)
        },
      rows: (0..<count("influence.funnel.stages")).map { index in
        let base = "influence.funnel.stages[\(index)]"
        return [
          narrator.value(base + ".title", .words), narrator.value(base + ".reached", .number),
          optional(base + ".rate", .percent), narrator.value(base + ".furthest", .number),
          optional(base + ".median", .duration),
        ]
      })
  }

  private var funnelCommunities: Table {
    let stages: [Phrase] = [.stageAlone, .stageGathered, .stageExposed, .stageInfluenced, .stageFollowed]
    return Table(
      columns: [
        .init(title: words(.columnCommunity), isNumeric: true), .init(title: words(.columnReached), isNumeric: true),
      ] + stages.map { .init(title: words($0), isNumeric: true) } + [.init(title: words(.columnSteepest))],
      rows: (0..<count("influence.funnel.communities")).map { index in
        let base = "influence.funnel.communities[\(index)]"
        return [narrator.value(base + ".number", .number), narrator.value(base + ".people", .number)]
          + stages.indices.map { narrator.value("\(base).furthest[\($0)]", .number) }
          + [optional(base + ".steepest", .words)]
      })
  }
}
