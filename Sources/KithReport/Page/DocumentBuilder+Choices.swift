import KithOutput

extension DocumentBuilder {
  /// Nothing where no actions were given.
  var choicesSection: Section {
    var section = Section(id: "choices", title: words(.headChoices))
    guard has("choices") else { return section }
    if number("choices.pairs") == 0 {
      section.blocks = [.paragraph([reason("choices.spreading")])]
      return section
    }
    let isProven = has("choices.proof")
    let hasOwn = model.value(at: "choices.ownFriends")?.boolValue == true
    section.blocks.append(
      .paragraph([say(.choicesIntro), say(hasOwn ? .choicesGiven : .choicesTouch), choicesVerdict]))
    if isProven { section.blocks.append(.paragraph(choicesProof)) }
    if count("choices.proof.groups") > 1 { section.blocks.append(.table(choiceGroups)) }
    if count("choices.spreading.items") > 0 {
      section.blocks += [.paragraph([say(.spreadingIntro)]), .table(spreadingItems)]
    } else if !has("choices.spreading") {
      section.blocks.append(.paragraph([reason("choices.spreading")]))
    }
    if has("choices.offers") { section.blocks += offerBlocks }
    var notes: [Sentence] = []
    if number("choices.rare") > 0 { notes.append(say(.spreadingRare)) }
    if number("choices.withoutConsent") > 0 { notes.append(say(.choicesConsent)) }
    if number("choices.withoutContact") > 0 { notes.append(say(.choicesContact)) }
    if has("choices.offers") { notes += [say(.choicesRule), say(.choicesCaution)] }
    if !notes.isEmpty { section.blocks.append(.note(notes)) }
    return section
  }

  /// Whether friends help, in short.
  var choicesFinding: Sentence {
    switch model.value(at: "choices.proof.verdict")?.stringValue {
    case "yes": say(.findChoicesYes)
    case "no": say(.findChoicesNo)
    default: say(.findChoicesCannotTell)
    }
  }

  /// Whether friends help, and what that means for the rest.
  private var choicesVerdict: Sentence {
    switch model.value(at: "choices.proof.verdict")?.stringValue {
    case "yes": say(.choicesYes)
    case "no": say(.choicesNo)
    case "cannot tell": say(.choicesCannotTell)
    default: say(.choicesUnproven)
    }
  }

  private var choicesProof: [Sentence] {
    [say(.choicesTest)] + (has("choices.proof.groups[0].gainShare") ? [say(.choicesGain)] : [])
      + (number("choices.untimedTies") > 0 ? [say(.choicesUntimed)] : [])
  }

  private func optional(_ path: String, _ format: ValueFormat) -> Sentence {
    has(path) ? narrator.value(path, format) : Sentence(parts: [.words(words(.none))])
  }

  private var choiceGroups: Table {
    Table(
      columns: [.init(title: words(.columnGroup))]
        + [.columnTested, .columnAlone, .columnWith, .columnGain, .columnInterval].map {
          .init(title: words($0), isNumeric: true)
        } + [.init(title: words(.columnHelp))],
      rows: (0..<count("choices.proof.groups")).map { index in
        let base = "choices.proof.groups[\(index)]"
        let none = Sentence(parts: [.words(words(.none))])
        let range =
          has(base + ".lowShare")
          ? Sentence(
            parts: narrator.value(base + ".lowShare", .percent).parts + [.words(" – ")]
              + narrator.value(base + ".highShare", .percent).parts) : none
        return [
          narrator.value(base + ".title", .words), narrator.value(base + ".users", .number),
          narrator.value(base + ".base", .real), narrator.value(base + ".friends", .real),
          optional(base + ".gainShare", .percent), range, narrator.value(base + ".says", .words),
        ]
      })
  }

  private var spreadingItems: Table {
    let items = (0..<count("choices.spreading.items")).map { "choices.spreading.items[\($0)]" }
    let away = items.map { number($0 + ".away") }
    return Table(
      columns: [.init(title: words(.columnThing))]
        + [.columnTakers, .columnAfterFriend, .columnAway, .columnNear].map {
          .init(title: words($0), isNumeric: true)
        },
      rows: items.map { base in
        [
          narrator.value(base + ".item", .name), narrator.value(base + ".takers", .number),
          narrator.value(base + ".afterFriend", .percent), narrator.value(base + ".away", .number),
          narrator.value(base + ".near", .number),
        ]
      }, bars: (3, away.map { $0 / max(1, away.max() ?? 1) }))
  }

  private var offerBlocks: [Block] {
    var blocks: [Block] = [.paragraph([say(.offersIntro)])]
    if count("choices.offers.communities") > 0 {
      blocks += [.paragraph([say(.offersCommunities)]), .table(nextItems)]
    }
    if count("choices.offers.examples") > 0 {
      blocks += [
        .paragraph([say(.offersExamples)]),
        .cards((0..<count("choices.offers.examples")).map { offerCard("choices.offers.examples[\($0)]") }),
      ]
    }
    return blocks
  }

  private var nextItems: Table {
    Table(
      columns: [
        .init(title: words(.columnCommunity), isNumeric: true), .init(title: words(.columnNext)),
        .init(title: words(.columnThere), isNumeric: true), .init(title: words(.columnLists), isNumeric: true),
        .init(title: words(.columnOffered), isNumeric: true),
      ],
      rows: (0..<count("choices.offers.communities")).map { index in
        let base = "choices.offers.communities[\(index)]"
        return [
          narrator.value(base + ".number", .number), narrator.value(base + ".item", .name),
          optional(base + ".takers", .number), narrator.value(base + ".lists", .number),
          narrator.value(base + ".people", .number),
        ]
      })
  }

  private func offerCard(_ base: String) -> ReportDocument.Card {
    var sentences = [say(.offerFriends, base)]
    for index in 0..<count(base + ".items") {
      let item = "\(base).items[\(index)]"
      if !has(item + ".took") {
        sentences.append(say(.offerFew, item))
        continue
      }
      let reason = say(has(item + ".lately") ? .offerReasonLately : .offerReason, item)
      sentences.append(count(item + ".named") > 0 ? reason + say(.offerNamed, item) : reason)
    }
    return ReportDocument.Card(
      title: say(.offerTitle, base), badge: narrator.value(base + ".rank", .number),
      color: color(ofCommunity: Int(number(base + ".community")) - 1), sentences: sentences)
  }
}
