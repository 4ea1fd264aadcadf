import KithDiffusion
import KithFoundation
import KithGraph

/// How much of a person's company had acted: E_i(t), the share of those i is exposed to who acted by period t − lag.
///
///     let exposure = try NetworkExposure(lag: 1).table(of: times, over: graph)
///     exposure.value(of: 3, in: 5).value                // 0.5: half of those 3 addresses had acted by period 4
///
/// E_i(t) = Σ_j w_ij x_j a_j(t − lag) / Σ_j w_ij x_j, over j whom i addressed (the graph's edges i → j), a_j(t) = 1
/// once j acted in period t or before. A person exposed to nobody has no exposure, and before period `lag` nobody has:
/// what happened before the first period was not seen. People who were never seen to act count as not having acted.
/// Valente 1995, Network Models of the Diffusion of Innovations; Burt 1987, doi 10.1086/228667.
public struct NetworkExposure: Sendable, Codable, Equatable {
  /// Whom a person is exposed to, and how strongly.
  public enum Basis: String, Sendable, Codable, CaseIterable {
    /// Those they address, each alike.
    case direct
    /// Those they address, by the strength of the tie.
    case weighted
    /// Everyone, the more so the more alike their ties are (`StructuralEquivalence`).
    case position
  }

  public var basis: Basis
  /// Periods until an action can move others: 1 by default, 0 counts those of the same period.
  public var lag: Int
  /// x_j: how much each person counts beyond the tie, 1 for all when nil.
  public var prominence: [Double]?

  public init(basis: Basis = .weighted, lag: Int = 1, prominence: [Double]? = nil) {
    self.basis = basis
    self.lag = lag
    self.prominence = prominence
  }

  /// Of every person in every period. Memory 8 bytes a person and period.
  ///
  /// Errors: E720 for a lag below 0; E453 for times or prominences of other people; E402 for a negative weight; E406 (exit
  /// 75) for more than 2²⁸ values. O(edges + people · periods); by position O(people² + pairs with a common tie).
  public func table(
    of times: AdoptionTimes, over attention: Graph, execution: Execution = .serial
  ) throws -> ExposureTable {
    try check(times, over: attention)
    let (people, periods) = (attention.nodeCount, times.count)
    if people.multipliedReportingOverflow(by: periods).partialValue > 1 << 28 {
      throw KithError.size(
        "exposure of \(people) people in \(periods) periods does not fit", help: "take longer periods")
    }
    let shares = Scratch<Double>(repeating: 0, count: people * periods)
    let isExposed = Scratch<Bool>(repeating: false, count: people)
    let ties = ExposureTies(self, over: attention)
    execution.forEachChunk(of: people, grain: 256) { _, range in
      if execution.isCancelled() { return }
      var row = ExposureTies.Row(people: ties.needsAll ? people : 0)
      for node in range {
        ties.fill(&row, of: node)
        let sums = shares.base + node * periods
        for place in row.others.indices {
          let adopted = times.periods[Int(row.others[place])]
          if adopted != AdoptionTimes.never && Int(adopted) + lag < periods {
            sums[Int(adopted) + lag] += row.weights[place]
          }
        }
        if row.total <= 0 { continue }
        isExposed.base[node] = true
        var sum = 0.0
        for period in 0..<periods {
          sum += sums[period]
          sums[period] = min(1, sum / row.total)
        }
      }
    }
    try execution.checkCancellation()
    return ExposureTable(
      lag: lag, periods: periods, shares: Array(UnsafeBufferPointer(start: shares.base, count: people * periods)),
      isExposed: Array(UnsafeBufferPointer(start: isExposed.base, count: people)))
  }

  /// Of each person in the period they acted in; `nan` where undefined. O(edges).
  func atAdoption(of times: AdoptionTimes, over attention: Graph) throws -> [Double] {
    try check(times, over: attention)
    let ties = ExposureTies(self, over: attention)
    var row = ExposureTies.Row(people: ties.needsAll ? attention.nodeCount : 0)
    return (0..<attention.nodeCount).map { node in
      let own = times.periods[node]
      if own == AdoptionTimes.never || Int(own) < lag { return .nan }
      ties.fill(&row, of: node)
      if row.total <= 0 { return .nan }
      var sum = 0.0
      for place in row.others.indices where times.periods[Int(row.others[place])] <= own - Int32(lag) {
        sum += row.weights[place]
      }
      return min(1, sum / row.total)
    }
  }

  private func check(_ times: AdoptionTimes, over attention: Graph) throws {
    if !(0...1_000_000).contains(lag) { throw KithError.option("the lag", lag, choose: "a number of 0 or more") }
    try InfluenceError.check(times, over: attention)
    if let prominence {
      if prominence.count != attention.nodeCount {
        throw KithError.values(
          "prominences", "\(prominence.count) values for \(attention.nodeCount) people", help: "give one value a person"
        )
      }
      if let bad = prominence.first(where: { !($0 >= 0 && $0.isFinite) }) {
        throw KithError.values("prominences", "a value is \(bad)", help: "a prominence is zero or more")
      }
    }
    if basis != .direct, let bad = attention.out.weights?.first(where: { !($0 >= 0 && $0.isFinite) }) {
      throw KithError.weight(Double(bad), of: "exposure")
    }
  }
}

/// Exposure of every person in every period.
public struct ExposureTable: Sendable, Equatable {
  public let lag: Int
  public let periods: Int
  /// Person by person, within one by period; 0 where undefined.
  let shares: [Double]
  /// By node: whether there is anyone to be exposed to.
  public let isExposed: [Bool]

  /// Between 0 and 1, or why there is none.
  public func value(of node: Int, in period: Int) -> DiffusionValue {
    if !isExposed[node] { return DiffusionValue(undefined: "exposed to nobody") }
    if period < lag { return DiffusionValue(undefined: "nobody was watched before the first period") }
    return DiffusionValue(shares[node * periods + period])
  }

  /// The mean over those who have an exposure. O(people).
  public func mean(in period: Int) -> DiffusionValue {
    if period < lag { return DiffusionValue(undefined: "nobody was watched before the first period") }
    var (sum, count) = (0.0, 0)
    for node in isExposed.indices where isExposed[node] {
      sum += shares[node * periods + period]
      count += 1
    }
    return count > 0 ? DiffusionValue(sum / Double(count)) : DiffusionValue(undefined: "nobody is exposed to anybody")
  }
}

/// The rows w_ij x_j of one basis, a person at a time.
struct ExposureTies {
  private let basis: NetworkExposure.Basis
  private let prominence: [Double]?
  private let attention: Graph
  private let position: StructuralEquivalence?

  /// Whom one person is exposed to.
  struct Row {
    var others: [UInt32] = []
    var weights: [Double] = []
    var total = 0.0
    var distances: [Double]

    init(people: Int) { distances = [Double](repeating: 0, count: people) }
  }

  init(_ exposure: NetworkExposure, over attention: Graph) {
    basis = exposure.basis
    prominence = exposure.prominence
    self.attention = attention
    position = exposure.basis == .position ? StructuralEquivalence(in: attention) : nil
  }

  /// Whether a row may hold everyone.
  var needsAll: Bool { position != nil }

  func fill(_ row: inout Row, of node: Int) {
    row.others.removeAll(keepingCapacity: true)
    row.weights.removeAll(keepingCapacity: true)
    row.total = 0
    if let position {
      position.distances(of: node, into: &row.distances)
      let farthest = row.distances.max() ?? 0
      for other in row.distances.indices where other != node && row.distances[other] < farthest {
        append(UInt32(other), farthest - row.distances[other], to: &row)
      }
      return
    }
    let rows = attention.out
    for edge in rows.offsets[node]..<rows.offsets[node + 1] {
      append(rows.neighbors[edge], basis == .direct ? 1 : Double(rows.weight(at: edge)), to: &row)
    }
  }

  private func append(_ other: UInt32, _ weight: Double, to row: inout Row) {
    let weight = weight * (prominence?[Int(other)] ?? 1)
    if weight <= 0 { return }
    row.others.append(other)
    row.weights.append(weight)
    row.total += weight
  }
}
