import KithDiffusion
import KithFoundation
import KithGraph
import KithStatistics

/// Who set it off: the cascades of a log, largest first, and the people at their roots.
///
/// A row whose kind answers or passes on something says that its author followed whomever it addressed. A person counts
/// once about an item, so that talk back and forth makes no cascade larger. Nobody's parent is guessed.
public struct CascadeFindings: Sendable {
  public let cascades: CascadeSet
  /// All credit goes to the one followed.
  public let ledger: CreditLedger
  /// Kinds of rows that say who was followed, and of rows that show an act only; empty where the log has no kinds.
  public let kinds: [NamedCount]
  public let otherKinds: [NamedCount]
  /// Cascades of two members or more, largest first.
  public let followed: [Followed]
  /// Members of those.
  public let followedMembers: Int
  /// People who are members.
  public let people: Int
  public let source: CreditLedger.Source
  /// The brand's own accounts that were named.
  public let brand: [Int]
  /// People whom somebody followed and who began at least one cascade.
  public let triggerCount: Int
  /// The first of them by what they set off.
  public let triggers: [Trigger]
  /// Immediate followers, over all who took part.
  public let sharing: Sharing?
  /// Nil where nobody followed at a later moment than another.
  public let growth: CascadeGrowth?

  public struct Followed: Sendable {
    /// In `cascades`.
    public let index: Int
    public let metrics: CascadeMetrics
  }

  /// Kinds that show an act but not whom it followed: to call somebody's attention is not to follow them.
  static let silentKinds: Set<String> = ["mention"]
  /// Cascades told one by one, and drawn as curves.
  static let told = 5

  /// Nil where nobody followed anybody. The log has times and relations. O(rows log rows).
  init?(
    _ log: InteractionLog, facts: LogFacts, brand: [String], triggers count: Int, evidence: Int, keepsTexts: Bool,
    execution: Execution
  ) throws {
    kinds = facts.addressingKinds.filter { !Self.silentKinds.contains($0.name) }
    otherKinds = facts.addressingKinds.filter { Self.silentKinds.contains($0.name) }
    if log.kinds != nil, kinds.isEmpty { return nil }
    let reconstruction = CascadeReconstruction(
      inference: nil, kinds: log.kinds == nil ? nil : kinds.map(\.name), brand: brand)
    let cascades = try reconstruction.cascades(in: log, execution: execution)
    if cascades.memberCount == cascades.count { return nil }
    try execution.checkCancellation()
    let ledger = try CreditLedger(cascades, split: .parent)
    self.cascades = cascades
    self.ledger = ledger
    self.brand = brand.compactMap { log.people.index(of: $0) }.sorted()
    source = ledger.source
    followed = cascades.indices.filter { cascades.members(of: $0).count > 1 }
      .sorted { (cascades.members(of: $1).count, $0) < (cascades.members(of: $0).count, $1) }
      .map { Followed(index: $0, metrics: cascades.metrics(of: $0)) }
    followedMembers = followed.reduce(0) { $0 + $1.metrics.size }
    let accounts = ledger.byPerson
    let active = accounts.filter { $0.members > 0 }
    people = active.count
    sharing = Sharing(active.map(\.direct))
    let starters = active.filter { $0.roots > 0 && $0.setOff > Double($0.roots) }
      .sorted { ($0.setOff, $1.code) > ($1.setOff, $0.code) }
    triggerCount = starters.count
    try execution.checkCancellation()
    let first = Array(starters.prefix(count))
    let rows = TriggerEvidence(log: log, cascades: cascades, count: evidence, keepsTexts: keepsTexts)
      .evidence(for: first.map(\.code))
    triggers = Trigger.all(first, rows, in: cascades)
    growth = CascadeGrowth(of: followed.prefix(Self.told).map(\.index), in: cascades)
  }
}
