import KithDiffusion
import KithFoundation
import KithGraph

/// Someone who began cascades, with the rows that show who followed first.
public struct Trigger: Sendable {
  public let person: Int
  /// Cascades they began, and those of them whose beginning the log does not hold.
  public let roots: Int
  public let unlogged: Int
  public let isBrand: Bool
  /// Members of these cascades, themselves included.
  public let setOff: Int
  /// Members who followed them immediately, in these or other cascades.
  public let direct: Int
  /// Their first beginning the log holds; nil where it holds none.
  public let start: Int64?
  /// The first to follow, one row a person.
  public let evidence: [Evidence]

  /// A row of the log by which somebody followed.
  public struct Evidence: Sendable {
    public let person: Int
    public let time: Int64
    public let kind: String?
    public let channel: String?
    public let item: String?
    /// Nil where the log holds none or texts are not to be shown.
    public let text: String?
  }

  /// O(members).
  static func all(_ accounts: [CreditAccount], _ evidence: [[Evidence]], in cascades: CascadeSet) -> [Trigger] {
    var slots = [Int32](repeating: -1, count: cascades.people.count)
    for (slot, account) in accounts.enumerated() { slots[account.code] = Int32(slot) }
    var unlogged = [Int](repeating: 0, count: accounts.count)
    var isBrand = [Bool](repeating: false, count: accounts.count)
    var starts = [Int64](repeating: .max, count: accounts.count)
    for cascade in cascades.indices {
      let root = cascades.starts[cascade]
      let slot = Int(slots[Int(cascades.persons[root])])
      if slot < 0 { continue }
      if cascades.origins[root] == .unlogged { unlogged[slot] += 1 }
      if cascades.origins[root] == .brand { isBrand[slot] = true }
      if cascades.times[root] != Timestamp.missing { starts[slot] = min(starts[slot], cascades.times[root]) }
    }
    return accounts.indices.map { slot in
      Trigger(
        person: accounts[slot].code, roots: accounts[slot].roots, unlogged: unlogged[slot], isBrand: isBrand[slot],
        setOff: Int(accounts[slot].setOff), direct: Int(accounts[slot].direct),
        start: starts[slot] == .max ? nil : starts[slot], evidence: evidence[slot])
    }
  }
}

/// Finds the rows in which people were followed first.
struct TriggerEvidence {
  let log: InteractionLog
  let cascades: CascadeSet
  /// Rows a person.
  let count: Int
  let keepsTexts: Bool

  /// What makes rows tell of the same step; several that do differ in kind, channel and text only.
  private struct Step: Hashable {
    var actor: UInt32
    var target: UInt32
    var time: Int64
    var item: UInt32
  }

  /// For each of these people, the first to follow them: by time, then id. O(rows + followers log followers).
  func evidence(for people: [Int]) -> [[Trigger.Evidence]] {
    var slots = [Int32](repeating: -1, count: cascades.people.count)
    for (slot, person) in people.enumerated() { slots[person] = Int32(slot) }
    var followers = [[Int]](repeating: [], count: people.count)
    for member in 0..<cascades.memberCount {
      guard let parent = cascades.parent(of: member) else { continue }
      let slot = Int(slots[Int(cascades.persons[parent])])
      if slot >= 0 { followers[slot].append(member) }
    }
    let chosen = followers.map(first)
    let rows = rows(of: Set(chosen.enumerated().flatMap { slot, steps in steps }))
    return chosen.enumerated().map { slot, steps in
      steps.map { step in evidence(step, row: rows[step] ?? 0) }
    }
  }

  private func first(_ members: [Int]) -> [Step] {
    let order = members.sorted {
      (cascades.times[$0], cascades.persons[$0], $0) < (cascades.times[$1], cascades.persons[$1], $1)
    }
    var steps: [Step] = []
    for member in order where steps.count < count {
      if steps.contains(where: { $0.actor == cascades.persons[member] }) { continue }
      let row = Int(cascades.rows[member])
      steps.append(
        Step(
          actor: log.actors[row], target: log.targets[row], time: cascades.times[member],
          item: log.items?.codes[row] ?? 0))
    }
    return steps
  }

  /// The row that stands for each step, whatever the rows' order: the least by kind, channel and text.
  private func rows(of steps: Set<Step>) -> [Step: Int] {
    guard let times = log.times else { return [:] }
    var isWanted = [Bool](repeating: false, count: log.people.count)
    for step in steps { isWanted[Int(step.actor)] = true }
    var rows: [Step: Int] = [:]
    for row in 0..<log.count where log.actors[row] != InteractionLog.none && isWanted[Int(log.actors[row])] {
      let step = Step(
        actor: log.actors[row], target: log.targets[row], time: times[row], item: log.items?.codes[row] ?? 0)
      if !steps.contains(step) || isSilent(row) { continue }
      if let held = rows[step], !precedes(row, held) { continue }
      rows[step] = row
    }
    return rows
  }

  private func isSilent(_ row: Int) -> Bool {
    guard let kinds = log.kinds else { return false }
    return kinds.codes[row] == InteractionLog.none
      || CascadeFindings.silentKinds.contains(kinds.names[Int(kinds.codes[row])])
  }

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    let codes = { (row: Int) in (log.kinds?.codes[row] ?? 0, log.channels?.codes[row] ?? 0) }
    if codes(a) != codes(b) { return codes(a) < codes(b) }
    guard let texts = log.texts else { return false }
    let text = { (row: Int) in texts.bytes[texts.offsets[row]..<texts.offsets[row + 1]] }
    return text(a).lexicographicallyPrecedes(text(b))
  }

  private func evidence(_ step: Step, row: Int) -> Trigger.Evidence {
    let name = { (column: CodedColumn?) -> String? in
      guard let column, column.codes[row] != InteractionLog.none else { return nil }
      return column.names[Int(column.codes[row])]
    }
    let text = keepsTexts ? log.texts?[row] : nil
    return Trigger.Evidence(
      person: Int(step.actor), time: step.time, kind: name(log.kinds), channel: name(log.channels),
      item: name(log.items), text: text.flatMap { $0.utf8.contains { $0 > 0x20 } ? $0 : nil })
  }
}
