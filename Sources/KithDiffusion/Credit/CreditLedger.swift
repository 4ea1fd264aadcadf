import Glibc
import KithFoundation
import KithGraph

/// Who caused whom: a conserved account of every member of every cascade.
///
///     let ledger = CreditLedger(cascades, split: .equal)
///     ledger.triggers.prefix(10)          // who set off most
///     ledger.source.setOff                // the brand, or the customers?
///
/// Every member but a root gives a credit of 1 to those it may have followed: that is their direct credit, and all of
/// it sums to the members that are no roots. Credit passes on: what a member caused is itself, and of each follower's
/// account the share it has in that follower. What the roots caused sums to all members. O(members log members +
/// candidates). Goyal, Bonchi & Lakshmanan 2011, doi 10.14778/2047485.2047492.
public struct CreditLedger: Sendable, Equatable {
  /// How a member's credit of 1 is split.
  public enum Split: Sendable, Codable, Equatable {
    /// All to the parent in the tree.
    case parent
    /// In equal parts to all candidates.
    case equal
    /// To the candidates in proportion to e^(−delay / decay), milliseconds; in equal parts where a delay is unknown.
    case decayed(Double)
    /// To the candidates by the probabilities of the reconstruction.
    case probability

    public var convention: String {
      switch self {
      case .parent: "all credit to the one followed"
      case .equal: "credit in equal parts to everyone who may have been followed"
      case .decayed(let decay): "credit by e^(−delay / \(decay) ms) to everyone who may have been followed"
      case .probability: "credit by probability to everyone who may have been followed"
      }
    }
  }

  public let cascades: CascadeSet
  public let split: Split
  /// Credit received from immediate followers, by member.
  public let direct: [Double]
  /// Itself, and its shares in all that came after it, by member.
  public let caused: [Double]
  /// Shares in member m are `starts[m]..<starts[m + 1]`: of each, who has it and how much.
  let starts: [Int]
  let holders: [UInt32]
  let shares: [Double]
  /// Members from the last to the first in time: followers before those they followed.
  private let order: [Int]

  /// Where candidates are not known, all credit goes to the parents. Throws E720 for a decay that is not above 0.
  public init(_ cascades: CascadeSet, split: Split = .parent) throws {
    if case .decayed(let decay) = split, !(decay > 0 && decay.isFinite) {
      throw KithError.option("the decay of credit", decay, choose: "a number of milliseconds above 0")
    }
    self.cascades = cascades
    self.split = split
    let count = cascades.memberCount
    var starts = [0]
    starts.reserveCapacity(count + 1)
    var holders: [UInt32] = []
    var shares: [Double] = []
    for member in 0..<count {
      if cascades.parents[member] != CascadeSet.none {
        if split != .parent, let candidates = cascades.candidates {
          let range = candidates.starts[member]..<candidates.starts[member + 1]
          holders.append(contentsOf: candidates.members[range])
          shares.append(contentsOf: Self.shares(of: member, candidates, range, cascades, split))
        } else {
          holders.append(cascades.parents[member])
          shares.append(1)
        }
      }
      starts.append(holders.count)
    }
    // Parents stand before their children; candidates act before those who may have followed them.
    let order =
      split == .parent || cascades.candidates == nil
      ? (0..<count).reversed()
      : (0..<count).sorted { (cascades.times[$0], $0) > (cascades.times[$1], $1) }
    var direct = [Double](repeating: 0, count: count)
    var caused = [Double](repeating: 1, count: count)
    for member in order {
      for entry in starts[member]..<starts[member + 1] {
        direct[Int(holders[entry])] += shares[entry]
        caused[Int(holders[entry])] += shares[entry] * caused[member]
      }
    }
    self.starts = starts
    self.holders = holders
    self.shares = shares
    self.order = order
    self.direct = direct
    self.caused = caused
  }

  private static func shares(
    of member: Int, _ candidates: CascadeSet.Candidates, _ range: Range<Int>, _ cascades: CascadeSet, _ split: Split
  ) -> [Double] {
    let equal = [Double](repeating: 1 / Double(range.count), count: range.count)
    switch split {
    case .parent, .equal: return equal
    case .probability: return Array(candidates.probabilities[range])
    case .decayed(let decay):
      let times = range.map { cascades.times[Int(candidates.members[$0])] }
      guard let newest = times.max(), !times.contains(Timestamp.missing) else { return equal }
      let weights = times.map { exp(-Double(newest - $0) / decay) }
      let sum = weights.reduce(0, +)
      return weights.map { $0 / sum }
    }
  }

  /// The shares in a member: whom it followed, and how much of it is theirs; they sum to 1, or are none for a root.
  public func shares(in member: Int) -> [(holder: Int, share: Double)] {
    (starts[member]..<starts[member + 1]).map { (Int(holders[$0]), shares[$0]) }
  }

  /// What one member caused in each other: total credit, itself with 1; members with none are left out.
  ///
  /// O(members + candidates).
  public func credits(of member: Int) -> [(member: Int, credit: Double)] {
    var credit = [Double](repeating: 0, count: cascades.memberCount)
    credit[member] = 1
    for other in order.reversed() where other != member {
      for entry in starts[other]..<starts[other + 1] { credit[other] += shares[entry] * credit[Int(holders[entry])] }
    }
    return credit.indices.filter { credit[$0] > 0 }.map { ($0, credit[$0]) }
  }

  /// How far the two sums that must hold are off: direct credit against members that are no roots, and what the roots
  /// caused against all members.
  public var residuals: (direct: Double, roots: Double) {
    let roots = cascades.starts.dropLast().reduce(0.0) { $0 + caused[$1] }
    return (
      direct.reduce(0, +) - Double(cascades.memberCount - cascades.count), roots - Double(cascades.memberCount)
    )
  }
}
