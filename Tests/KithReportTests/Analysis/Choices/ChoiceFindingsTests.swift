import KithFoundation
import KithGraph
import KithOutput
import KithRecommend
import Testing

@testable import KithReport

@Suite struct ChoiceFindingsTests {
  @Test(arguments: ReportLanguage.allCases, [true, false])
  func everyNumberIsBoundToTheModel(language: ReportLanguage, moved: Bool) throws {
    try SentenceTests.expectBound(
      ChoiceWorld.report(language: language, moved: moved), language, "choices, moved \(moved)")
  }

  @Test func friendsWhoMoveEachOtherHelp() throws {
    let report = try ChoiceWorld.report()
    let found = try #require(report.choices)
    let proof = try #require(found.proof)
    #expect(proof.result.verdict == .yes && proof.result.lambda > 0)
    let offers = try #require(found.offers)
    #expect(offers.people.count > 60 && offers.lists.allSatisfy { $0.count <= ChoiceOffers.places })
    #expect(!offers.communities.isEmpty && offers.examples.count == ChoiceOffers.shown)
    let files = try report.files()
    let text = { (name: String) in String(decoding: files.first { $0.name == name }?.bytes ?? [], as: UTF8.self) }
    #expect(text("report.html").contains("What their friends would choose"))
    #expect(text("report.html").contains("can be used as advice"))
    #expect(!text("report.html").contains("<i>대상"), "the data's words are escaped")
    #expect(text("offers.csv").hasPrefix("user,item,rank,score,friends_who_took,friends,community\n"))
    // Few friends give somebody away.
    let counts = text("offers.csv").split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)[4]
    }
    #expect(counts.contains("") && counts.allSatisfy { $0.isEmpty || (Int($0) ?? 0) >= ChoiceFindings.least })
    #expect(text("spreading.csv").hasPrefix("item,takers,after_friend,away,near\n"))
    for file in files { #expect(!String(decoding: file.bytes, as: UTF8.self).contains("NaN"), "\(file.name)") }
  }

  @Test func withoutFriendsDoingNothingIsOffered() throws {
    let report = try ChoiceWorld.report(moved: false)
    let found = try #require(report.choices)
    #expect(found.proof?.result.verdict != .yes)
    #expect(found.offers == nil)
    #expect(found.spreading?.isEmpty == false, "what spreads is told all the same")
    let files = try report.files()
    #expect(!files.contains { $0.name == "offers.csv" } && files.contains { $0.name == "spreading.csv" })
    let page = String(decoding: files[1].bytes, as: UTF8.self)
    #expect(page.contains("nothing is offered as advice"))
  }

  @Test func offersAreOfThingsNotTaken() throws {
    let report = try ChoiceWorld.report()
    let (found, people) = (try #require(report.choices), report.analysis.log.people)
    let actions = ChoiceWorld.actions(in: report.analysis)
    let taken = UserItems(actions)
    let friends = PersonWeights.uniform(report.analysis.graph)
    let offers = try #require(found.offers)
    let last = try #require(actions.times.max())
    for (person, list) in zip(offers.people, offers.lists) {
      #expect(Set(list.map(\.item)).count == list.count, "\(people[person])")
      for offer in list {
        #expect(!taken.isTaken(UInt32(offer.item), by: person))
        let took = friends.row(person).filter { taken.isTaken(UInt32(offer.item), by: Int($0.0)) }.map { Int($0.0) }
        let lately = took.filter { friend in
          actions.actions(of: offer.item).contains {
            Int(actions.persons[$0]) == friend && actions.times[$0] > last - ChoiceOffers.lately
          }
        }
        #expect(offer.took == took.count && offer.lately == lately.count)
        #expect(offer.named.isEmpty, "nobody allowed to be named")
      }
    }
  }

  @Test func nextItemsAreCountedOverLists() throws {
    let report = try ChoiceWorld.report()
    let offers = try #require(report.choices?.offers)
    let partition = report.analysis.communities.partition
    for next in offers.communities {
      var counts: [Int: Int] = [:]
      var people = 0
      for (person, list) in zip(offers.people, offers.lists) where partition[person] == next.community {
        people += list.isEmpty ? 0 : 1
        for offer in list { counts[offer.item, default: 0] += 1 }
      }
      #expect(next.people == people && counts[next.item] == next.lists && counts.values.max() == next.lists)
    }
  }

  /// Whoever does not allow use, offers or naming is in nothing that needs it.
  @Test func consentIsKept() throws {
    let rule = { (names: NameTable) in
      var consent = ChoiceConsent(people: names.count)
      for person in names.indices {
        consent.mayUse[person] = person % 7 != 0
        consent.mayOffer[person] = person % 3 != 0
        consent.mayName[person] = person % 2 == 0
      }
      return consent
    }
    let report = try ChoiceWorld.report(consent: rule)
    let (found, people) = (try #require(report.choices), report.analysis.log.people)
    let actions = ChoiceWorld.actions(in: report.analysis)
    let silent = Set(actions.persons.filter { $0 % 7 == 0 })
    #expect(found.withoutConsent == silent.count && found.withoutConsent > 0)
    #expect(found.withoutContact == people.indices.count { $0 % 3 == 0 || $0 % 7 == 0 })
    #expect(found.takers == Set(actions.persons).subtracting(silent).count)
    let offers = try #require(found.offers)
    #expect(offers.people.allSatisfy { $0 % 3 != 0 && $0 % 7 != 0 })
    let named = offers.lists.joined().flatMap(\.named)
    #expect(!named.isEmpty && named.allSatisfy { $0 % 2 == 0 && $0 % 7 != 0 })
    #expect(offers.lists.joined().allSatisfy { $0.named.count <= 3 && ($0.named.isEmpty || $0.took >= 3) })
    let model = report.model(edges: [])
    for example in model.value(at: "choices.offers.examples")?.arrayValue ?? [] {
      for item in example["items"]?.arrayValue ?? [] {
        for key in ["took", "lately"] { if let count = item[key]?.numberValue { #expect(count >= 3) } }
      }
    }
    try SentenceTests.expectBound(report, .english, "consent")
  }

  @Test func theBrandIsNobodysFriend() throws {
    let report = try ChoiceWorld.report(brand: ["별0"])
    let (found, plain) = (try #require(report.choices), try #require(try ChoiceWorld.report().choices))
    let brand = try #require(report.analysis.log.people.index(of: "별0"))
    #expect(found.people == plain.people - 1 && found.withoutConsent == 0 && found.withoutContact == 0)
    let offers = try #require(found.offers)
    #expect(!offers.people.contains(brand))
    let friends = PersonWeights.uniform(report.analysis.graph)
    for (person, count) in zip(offers.people, offers.friends) {
      #expect(count == friends.degree(person) - (friends.row(person).contains { Int($0.0) == brand } ? 1 : 0))
    }
  }

  @Test func whatCannotBeToldSaysWhy() throws {
    let reason = { (items: Int, kept: Int) in
      let report = try ChoiceWorld.report(items: items, change: { ChoiceWorld.keeping(kept, of: $0) })
      try SentenceTests.expectBound(report, .english, "\(items) items, \(kept) takings")
      #expect(report.choices?.offers == nil)
      return report.model(edges: []).value(at: "choices.proof.undefined")?.stringValue
    }
    #expect(try reason(4, 0) == "nobody of the network took anything")
    #expect(try reason(1, .max)?.hasPrefix("everybody took one and the same thing") == true)
    #expect(try reason(4, .max)?.hasPrefix("the actions cannot be parted") == true, "all at one moment")
  }

  /// Whom people were in touch with after the cut proves nothing: nobody knew it then.
  @Test func friendsOfTheFutureDoNotCount() throws {
    let past = try #require(try ChoiceWorld.report().choices?.proof)
    let future = try ChoiceWorld.report(change: { actions in
      let rows = (0..<actions.items.count).flatMap { item in
        actions.actions(of: item).map {
          (person: Int(actions.persons[$0]), item: item, time: actions.times[$0] - 100 * TimeWindow.day)
        }
      }
      return ChoiceWorld.log(actions.people, items: actions.items.count, rows)
    }).choices
    #expect(past.result.verdict == .yes && future?.proof?.result.verdict == .no)
    #expect(
      future?.proof?.result.slices.first { $0.group == .noFriends }?.users == future?.proof?.result.base.users.count)
  }

  @Test func tiesWithoutATimeAreToldOf() throws {
    let rows = SyntheticLog.campaign(rows: 900).enumerated().map {
      $0.offset % 2 == 0 ? SyntheticLog.without($0.element, time: true) : $0.element
    }
    let plain = try SyntheticLog.report(rows)
    let people = plain.analysis.log.people
    let findings = try ChoiceFindings(
      of: plain.analysis, actions: ChoiceWorld.actions(in: plain.analysis), consent: ChoiceConsent(people: people.count)
    )
    #expect(findings.untimedTies == rows.count { $0.time == nil && $0.target != nil })
    let report = Report(analysis: plain.analysis, choices: findings, run: plain.run)
    #expect(
      String(decoding: try report.files()[1].bytes, as: UTF8.self).contains("without a time are taken to be older"))
    try SentenceTests.expectBound(report, .english, "untimed ties")
  }

  @Test func withoutActionsThereIsNoSection() throws {
    let plain = try SyntheticLog.report(SyntheticLog.campaign(rows: 300))
    #expect(plain.model(edges: [])["choices"] == nil)
    #expect(!(try plain.files().contains { $0.name == "spreading.csv" }))
  }

  @Test(arguments: [2, 9])
  func sameBytesForShuffledRowsAndAnyThreads(seed: Int) throws {
    let other = try ChoiceWorld.report(
      change: { ChoiceWorld.shuffled($0, seed: UInt64(seed)) }, execution: Execution(threads: seed))
    #expect(try other.files() == ChoiceWorld.report().files())
  }
}
