import Foundation
import KithDiffusion
import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@Suite("CascadeReconstruction")
struct CascadeReconstructionTests {
  typealias Row = RandomLog.Row

  /// Members as "person<parent origin".
  private func shape(_ cascades: CascadeSet) -> [String] {
    (0..<cascades.memberCount).map { member in
      let parent = cascades.parent(of: member).map { cascades.people[Int(cascades.persons[$0])] } ?? "-"
      return "\(cascades.people[Int(cascades.persons[member])])<\(parent) \(cascades.origins[member])"
    }
  }

  @Test("Replies and shares name the parent; unlogged posts, the brand and equal times")
  func named() throws {
    let log = RandomLog.log([
      Row(actor: "b", target: "a", time: 1), Row(actor: "c", target: "b", time: 2), Row(actor: "d", time: 2),
      Row(actor: "e", target: "d", time: 2), Row(actor: "brand", target: "a", time: 3),
      Row(actor: "f", target: "brand", time: 4), Row(actor: "b", target: "f", time: 5),
    ])
    let cascades = try CascadeReconstruction(brand: ["brand"]).cascades(in: log)
    #expect(
      shape(cascades) == [
        "a<- unlogged", "b<a named", "c<b named", "d<- first", "e<- first", "brand<- brand", "f<brand named",
      ])
    #expect(cascades.tally.repeats == 1 && cascades.count == 4)
    #expect(cascades.roots(.brand).count == 1 && cascades.time(of: 0) == nil)
    #expect(cascades.rows[1] == 0 && cascades.rows[0] == CascadeSet.none)

    let strict = try CascadeReconstruction(brand: ["brand"], keepsRepeats: true, addsUnlogged: false).cascades(in: log)
    #expect(
      shape(strict) == [
        "b<- first", "c<b named", "d<- first", "e<- first", "brand<- brand", "f<brand named", "b<f named",
      ])
  }

  @Test("Guesses: the latest contact, or the likeliest, within a window")
  func inferred() throws {
    var builder = GraphBuilder()
    // a, b and c influence d; strangers do not.
    for (source, weight) in [(0, 4), (1, 1), (2, 1)] { builder.add(source, 3, weight: Float(weight)) }
    let influence = builder.build(nodeCount: 5)
    let actions = ActionLog(
      people: NameTable(["a", "b", "c", "d", "e"]), items: NameTable(["x"]), persons: [0, 1, 4, 3, 2],
      itemCodes: [0, 0, 0, 0, 0], times: [0, 10, 15, 20, 20])
    let latest = try CascadeReconstruction().cascades(in: actions, over: influence)
    #expect(shape(latest) == ["a<- first", "b<- first", "d<b latest", "e<- first", "c<- first"])
    #expect(latest.probabilities[2] == 0.5)

    let likeliest = try CascadeReconstruction(inference: .likeliest(decay: 10)).cascades(in: actions, over: influence)
    #expect(shape(likeliest) == ["a<- first", "d<a likeliest", "b<- first", "e<- first", "c<- first"])
    // Strengths 4 and 1, delays 20 and 10: shares 4 e⁻¹ to 1.
    let share = 4 * exp(-1.0) / (4 * exp(-1.0) + 1)
    #expect(approximately(likeliest.probabilities[1], share, 1e-15))

    let window = CascadeReconstruction(inference: .likeliest(decay: 10), window: 10)
    #expect(try shape(window.cascades(in: actions, over: influence))[2] == "d<b likeliest")
    #expect(try shape(CascadeReconstruction(window: 9).cascades(in: actions, over: influence))[2] == "e<- first")
    #expect(try CascadeReconstruction(inference: nil).cascades(in: actions, over: influence).count == 5)
  }

  @Test("Of a contact's actions only the latest is eligible, however many contacts there are")
  func repeats() throws {
    let actions = ActionLog(
      people: NameTable(["a", "b", "c", "d", "e", "f"]), items: NameTable(["x"]), persons: [0, 0, 3],
      itemCodes: [0, 0, 0], times: [0, 5, 9])
    let influence = Graph(sources: [0, 1, 2, 4, 5], targets: [3, 3, 3, 3, 3], nodeCount: 6)
    let cascades = try CascadeReconstruction(keepsRepeats: true).cascades(in: actions, over: influence)
    #expect(shape(cascades) == ["a<- first", "a<- first", "d<a latest"])
    #expect(cascades.probabilities[2] == 1 && cascades.candidates?.members == [1])
  }

  /// Straight from the definition, one row at a time, by names.
  private func slowParents(
    _ rows: [Row], influence: Graph, people: NameTable, keepsRepeats: Bool, window: Int64?
  ) -> [String: String] {
    let rows = rows.filter { $0.actor != nil && $0.time != nil && $0.item != nil }
    func key(_ person: String, _ item: String, _ time: Int64?) -> String {
      "\(item) \(person) \(time.map(String.init) ?? "?")"
    }
    var parents: [String: String] = [:]
    var joined: [(person: String, item: String, time: Int64?)] = []
    let moments = Set(rows.map { "\($0.item!)|\($0.time!)" }).map { text -> (item: String, time: Int64) in
      let parts = text.split(separator: "|")
      return (String(parts[0]), Int64(parts[1])!)
    }.sorted { ($0.item, $0.time) < ($1.item, $1.time) }
    for (item, time) in moments {
      let now = rows.filter { $0.item == item && $0.time == time }
      let before = joined.filter { $0.item == item }
      func last(_ person: String) -> (person: String, item: String, time: Int64?)? {
        joined.last { $0.item == item && $0.person == person && ($0.time == nil || $0.time! < time) }
      }
      for actor in Set(now.map { $0.actor! }).sorted() {
        if !keepsRepeats && before.contains(where: { $0.person == actor }) { continue }
        var named: [(person: String, item: String, time: Int64?)] = []
        for target in Set(now.filter { $0.actor == actor }.compactMap(\.target)).sorted() {
          if last(target) == nil {
            if now.contains(where: { $0.actor == target }) { continue }
            joined.append((target, item, nil))
            parents[key(target, item, nil)] = "unlogged"
          }
          named.append(last(target)!)
        }
        var parent = "first"
        let latest = named.max { ($0.time ?? .min, $1.person) < ($1.time ?? .min, $0.person) }
        if let latest {
          parent = "named " + key(latest.person, item, latest.time)
        } else {
          let contacts = influence.inNeighbors(of: people.index(of: actor)!).map { people[Int($0)] }
          let eligible = contacts.compactMap { last($0) }.filter {
            $0.person != actor && $0.time != nil && (window == nil || time - $0.time! <= window!)
          }
          if let best = eligible.max(by: { ($0.time!, $1.person) < ($1.time!, $0.person) }) {
            parent = "latest " + key(best.person, item, best.time)
          }
        }
        parents[key(actor, item, time)] = parent
        joined.append((actor, item, time))
      }
    }
    return parents
  }

  @Test("Equals the definition; any order of the rows gives the same cascades", arguments: 0..<60)
  func random(seed: Int) throws {
    let random = RandomLog(seed: UInt64(seed))
    let log = random.log
    let edges = RandomEdges(seed: UInt64(seed), maxNodes: 40)
    let ends = edges.edges.filter { $0.source < log.people.count && $0.target < log.people.count }
    let influence = Graph(
      sources: ends.map { UInt32($0.source) }, targets: ends.map { UInt32($0.target) }, nodeCount: log.people.count)
    if log.times == nil { return }
    for keepsRepeats in [false, true] {
      let options = CascadeReconstruction(window: seed % 2 == 0 ? nil : 6, keepsRepeats: keepsRepeats)
      if log.items == nil { continue }
      let cascades = try options.cascades(in: log, over: influence)
      func key(_ member: Int, _ cascade: Int) -> String {
        let time = cascades.time(of: member).map { String($0.milliseconds) } ?? "?"
        return "\(cascades[cascade].item!) \(cascades.people[Int(cascades.persons[member])]) \(time)"
      }
      var parents: [String: String] = [:]
      for cascade in cascades.indices {
        for member in cascades.members(of: cascade) {
          let parent = cascades.parent(of: member).map { " " + key($0, cascade) } ?? ""
          parents[key(member, cascade)] = "\(cascades.origins[member])" + parent
        }
      }
      let expected = slowParents(
        random.rows, influence: influence, people: log.people, keepsRepeats: keepsRepeats, window: options.window)
      #expect(parents == expected, "\(random)")
      let candidates = cascades.candidates
      for member in 0..<cascades.memberCount {
        guard let candidates, let parent = cascades.parent(of: member) else { continue }
        let range = candidates.starts[member]..<candidates.starts[member + 1]
        #expect(candidates.members[range].contains(UInt32(parent)))
        #expect(approximately(candidates.probabilities[range].reduce(0, +), 1, 1e-12))
      }
      let other = try options.cascades(in: random.shuffled(7), over: influence)
      #expect(other.persons == cascades.persons && other.times == cascades.times && other.parents == cascades.parents)
      #expect(other.origins == cascades.origins && other.channels == cascades.channels)
      #expect(other.candidates == cascades.candidates && other.tally == cascades.tally)
    }
  }

  @Test("Bad requests")
  func errors() throws {
    func code(_ options: CascadeReconstruction, _ rows: [Row], _ influence: Graph? = nil) -> String? {
      let result = Result { try options.cascades(in: RandomLog.log(rows), over: influence) }
      guard case .failure(let error) = result else { return nil }
      return (error as? KithError)?.diagnostic.code
    }
    let row = Row(actor: "a", target: "b", time: 1)
    #expect(code(CascadeReconstruction(), [Row(actor: "a", target: "b")]) == "E405")
    #expect(code(CascadeReconstruction(brand: ["z"]), [row]) == "E456")
    #expect(code(CascadeReconstruction(window: 0), [row]) == "E720")
    #expect(code(CascadeReconstruction(inference: .likeliest(decay: 0)), [row]) == "E720")
    #expect(code(CascadeReconstruction(), [row], Graph(sources: [], targets: [], nodeCount: 9)) == "E453")
    #expect(code(CascadeReconstruction(kinds: ["reply"]), [row]) == nil)
  }
}
