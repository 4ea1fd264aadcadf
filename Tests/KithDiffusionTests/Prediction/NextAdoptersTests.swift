import KithFoundation
import KithGraph
import KithInput
import KithTestSupport
import Testing

@testable import KithDiffusion

@Suite("Next adopters")
struct NextAdoptersTests {
  /// People act by themselves now and then, and the more contacts have acted the likelier.
  struct World {
    var actions: ActionLog
    var influence: Graph
    /// The same relations among other people.
    var shuffled: Graph

    init(seed: UInt64, people: Int = 240, items: Int = 16, periods: Int = 24, pull: Double = 0.08) {
      var random = RandomStream(seed: seed, purpose: "world of next adopters")
      var (sources, targets) = ([UInt32](), [UInt32]())
      for person in 0..<people {
        for _ in 0..<6 {
          let other = random.below(people)
          if other != person {
            sources.append(UInt32(other))
            targets.append(UInt32(person))
          }
        }
      }
      influence = Graph(sources: sources, targets: targets, nodeCount: people)
      let other = (0..<people).shuffled(using: &random)
      shuffled = Graph(
        sources: sources.map { UInt32(other[Int($0)]) }, targets: targets.map { UInt32(other[Int($0)]) },
        nodeCount: people)
      var rows: [(person: UInt32, item: UInt32, time: Int64)] = []
      for item in 0..<items {
        var acted = [Bool](repeating: false, count: people)
        let born = random.below(periods / 2)
        for period in born..<periods {
          let before = acted
          for person in 0..<people where !before[person] {
            let shown = influence.inNeighbors(of: person).count { before[Int($0)] }
            if random.unit() < 0.01 + pull * Double(shown) {
              acted[person] = true
              rows.append((UInt32(person), UInt32(item), Int64(1000 * period + random.below(1000))))
            }
          }
        }
      }
      actions = ActionLog(
        people: NameTable((0..<people).map { String(1000 + $0) }),
        items: NameTable((0..<items).map { String(100 + $0) }),
        persons: rows.map(\.person), itemCodes: rows.map(\.item), times: rows.map(\.time))
    }
  }

  @Test(
    "Contacts help in a planted world, and not where ties are shuffled (K1)", arguments: 1...2 as ClosedRange<UInt64>)
  func planted(seed: UInt64) throws {
    let world = World(seed: seed)
    let options = NextAdopters(period: 1000, memory: 24)
    let model = try options.model(of: world.actions, on: world.influence)
    let found = model.evaluation
    #expect(found.contactsHelp, "seed \(seed): \(found.gain)")
    #expect(found.model.logLoss < found.withoutContacts.logLoss && found.model.logLoss < found.baseRate.logLoss)
    #expect(found.model.brier < found.baseRate.brier && found.model.brier < found.withoutContacts.brier)
    #expect(try #require(model.weights.first { $0.name == "contacts" }).estimate > 0)
    // Calibrated: what was said in each tenth came about.
    for bin in found.model.bins where bin.cases > 100 {
      let error = (bin.expected * (1 - bin.expected) / Double(bin.cases)).squareRoot()
      #expect(abs(bin.expected - bin.observed) < 4 * error + 0.03, "seed \(seed): \(bin)")
    }
    let control = try options.model(of: world.actions, on: world.shuffled).evaluation
    #expect(!control.contactsHelp, "seed \(seed): \(control.gain)")
    #expect(control.gain.mean < found.gain.mean / 5)
  }

  /// Person by person, moment by moment, contact by contact.
  @Test("Cases equal those found one by one", arguments: 0..<30 as Range<UInt64>)
  func slow(seed: UInt64) throws {
    var random = RandomStream(seed: seed, purpose: "cases")
    let (people, items) = (3 + random.below(8), 1 + random.below(3))
    let count = 1 + random.below(40)
    let times = (0..<count).map { _ in random.below(9) == 0 ? Timestamp.missing : Int64(random.below(40)) - 5 }
    if times.allSatisfy({ $0 == Timestamp.missing }) { return }
    let actions = ActionLog(
      people: NameTable((0..<people).map { "\($0)" }.sorted()), items: NameTable((0..<items).map { "\($0)" }),
      persons: (0..<count).map { _ in UInt32(random.below(people)) },
      itemCodes: (0..<count).map { _ in UInt32(random.below(items)) }, times: times)
    let edges = (0..<people * 3).map { _ in (UInt32(random.below(people)), UInt32(random.below(people))) }
    let influence = Graph(sources: edges.map(\.0), targets: edges.map(\.1), nodeCount: people)
    let options = NextAdopters(
      contacts: 1 + random.below(3), period: Int64(1 + random.below(6)), memory: 1 + random.below(4))
    var fast = try ExposureCases(options, actions, influence)
    let firsts = actions.firsts
    let known = firsts.times.filter { $0 != Timestamp.missing }
    let (origin, end) = (known.min()!, known.max()!)
    let earliest = origin + Int64(random.below(5))
    func time(_ person: Int, _ item: Int) -> Int64? {
      firsts.actions(of: item).first { firsts.persons[$0] == person }.map { firsts.times[$0] }
    }
    func shown(_ person: Int, _ item: Int, _ now: Int64) -> (contacts: Int, latest: Int64) {
      let own = time(person, item) ?? .max
      let contacts = Set(influence.inNeighbors(of: person).map(Int.init)).subtracting([person]).compactMap { contact in
        time(contact, item).flatMap { seen in
          seen != Timestamp.missing && seen <= now && now - seen < options.period * Int64(options.memory) && seen < own
            ? seen : nil
        }
      }
      return (contacts.count, contacts.max() ?? 0)
    }
    for item in 0..<items {
      var expected: [String] = []
      for person in 0..<people where time(person, item) != Timestamp.missing {
        var now = origin
        while now + options.period <= end {
          let (contacts, latest) = shown(person, item, now)
          let acted = time(person, item) ?? .max
          if now >= earliest && now < acted && contacts >= options.contacts {
            expected.append("\(person) \(now) \(contacts) \(latest) \(acted <= now + options.period)")
          }
          now += options.period
        }
      }
      var got: [String] = []
      fast.forEachCase(of: item, from: earliest) {
        got.append("\($0.person) \($0.moment) \($0.contacts) \($0.latest) \($0.acted)")
      }
      #expect(got == expected, "seed \(seed)")
      let moment = origin + Int64(random.below(40))
      let now = (0..<people).filter { person in
        let acted = time(person, item) ?? .max
        return acted != Timestamp.missing && acted > moment && shown(person, item, moment).contacts >= options.contacts
      }
      #expect(fast.cases(of: item, at: moment).map(\.person) == now, "seed \(seed)")
    }
  }

  @Test("Candidates know nothing of later; threads and the order of rows change nothing")
  func blind() throws {
    let world = World(seed: 7)
    let options = NextAdopters(period: 1000, memory: 10)
    let model = try options.model(of: world.actions, on: world.influence)
    let all = try model.candidates(for: 3, at: 15_000)
    #expect(!all.isEmpty && zip(all, all.dropFirst()).allSatisfy { $0.probability >= $1.probability })
    #expect(all.allSatisfy { $0.contacts >= 2 && $0.latest <= 15_000 && $0.probability > 0 && $0.probability < 1 })
    let acted = world.actions.actions(of: 3).filter { world.actions.times[$0] <= 15_000 }
    #expect(Set(acted.map { Int(world.actions.persons[$0]) }).isDisjoint(with: all.map(\.person)))
    #expect(try model.candidates(for: 3, at: 15_000, on: world.influence) == all)
    #expect(throws: KithError.self) { try model.candidates(for: 99) }
    let exposed = try options.exposed(to: 3, in: world.actions, on: world.influence, at: 15_000)
    #expect(Set(exposed.map(\.person)) == Set(all.map(\.person)))
    #expect(zip(exposed, exposed.dropFirst()).allSatisfy { $0.contacts >= $1.contacts })
    var random = RandomStream(seed: 1, purpose: "rows")
    let rows = Array(0..<world.actions.count).shuffled(using: &random)
    let items = (0..<world.actions.items.count).flatMap { item in
      world.actions.actions(of: item).map { _ in UInt32(item) }
    }
    let turned = ActionLog(
      people: world.actions.people, items: world.actions.items, persons: rows.map { world.actions.persons[$0] },
      itemCodes: rows.map { items[$0] }, times: rows.map { world.actions.times[$0] })
    let again = try options.model(of: turned, on: world.influence, execution: Execution(threads: 2))
    #expect(again.evaluation == model.evaluation && again.weights == model.weights)
    #expect(try again.candidates(for: 3, at: 15_000) == all)
  }

  @Test("Drawn cases tell about the same")
  func drawn() throws {
    let world = World(seed: 2)
    let all = try NextAdopters(period: 1000, memory: 24).model(of: world.actions, on: world.influence)
    let some = try NextAdopters(period: 1000, memory: 24, mostCases: 6000)
      .model(of: world.actions, on: world.influence)
    let (whole, part) = (all.evaluation, some.evaluation)
    #expect(part.trained + part.tested < 7000 && part.trained + part.tested > 3000)
    let rates = [whole, part].map { Double($0.trainedActed) / Double($0.trained) }
    #expect(abs(rates[0] - rates[1]) < 0.05, "\(rates)")
  }

  @Test("Attributes count where they tell something")
  func attributes() throws {
    let world = World(seed: 3)
    let count = world.actions.people.count
    let noise = NextAdopters.Attribute("age", values: (0..<count).map { Double($0 * 37 % 50) })
    let model = try NextAdopters(period: 1000, memory: 24, attributes: [noise])
      .model(of: world.actions, on: world.influence)
    let weight = try #require(model.weights.first { $0.name == "age" })
    #expect(abs(weight.estimate) < 4 * weight.standardError)
    #expect(model.weights.count + model.omissions.count == 8)
    for bad in [
      NextAdopters(attributes: [.init("age", values: [1])]), NextAdopters(attributes: [noise, noise]),
      NextAdopters(attributes: [.init("contacts", values: noise.values)]),
    ] {
      let error = try #require(throws: KithError.self) { try bad.model(of: world.actions, on: world.influence) }
      #expect(error.diagnostic.code == "E453")
    }
  }

  @Test("Requests and data without an answer")
  func errors() throws {
    let world = World(seed: 1, people: 30, items: 2, periods: 4)
    for bad in [
      NextAdopters(contacts: 0), NextAdopters(period: 0), NextAdopters(period: .max), NextAdopters(memory: 0),
      NextAdopters(testShare: 1), NextAdopters(mostCases: 0),
    ] {
      let error = try #require(throws: KithError.self) { try bad.model(of: world.actions, on: world.influence) }
      #expect(error.diagnostic.code == "E720" && error.exitCode == .usage)
    }
    let lonely = Graph(sources: [], targets: [], nodeCount: 30)
    let none = try #require(throws: KithError.self) {
      try NextAdopters(period: 1000).model(of: world.actions, on: lonely)
    }
    #expect(none.diagnostic.code == "E405" && none.exitCode == .answerIsNo)
    let others = Graph(sources: [], targets: [], nodeCount: 3)
    #expect(throws: KithError.self) { try NextAdopters().model(of: world.actions, on: others) }
    let timeless = ActionLog(
      people: world.actions.people, items: world.actions.items, persons: [0], itemCodes: [0],
      times: [Timestamp.missing])
    #expect(throws: KithError.self) { try NextAdopters().model(of: timeless, on: world.influence) }
  }

  @Test("Scores of probabilities, by hand")
  func scores() {
    let scores = ProbabilityScores(of: [0.8, 0.4, 0.4, 0], happened: [true, false, true, false], bins: 2)
    #expect(abs(scores.brier - (0.04 + 0.16 + 0.36) / 4) < 1e-15)
    #expect(scores.bins.map(\.cases) == [3, 1] && abs(scores.bins[0].expected - 0.8 / 3) < 1e-15)
    #expect(abs(scores.bins[0].observed - 1 / 3) < 1e-15 && scores.bins[1].observed == 1)
    #expect(ProbabilityScores(of: [0], happened: [true]).logLoss < 14)
  }
}
