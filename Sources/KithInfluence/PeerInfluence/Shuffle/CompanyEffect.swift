import Glibc
import KithFoundation
import KithGraph
import KithStatistics

/// How the log-odds of adopting rise with company: logit P = α·ln(1 + a) + β, by maximum likelihood.
///
///     let effect = try CompanyEffect(on: graph, times: times)
///     effect.alpha                                 // 0: company makes no difference; says nothing of its cause
///
/// a = how many of the people somebody addresses adopted in earlier periods; the sum runs over people at risk
/// and periods from `first`. Anagnostopoulos, Kumar & Mahdian 2008, doi 10.1145/1401890.1401897.
public struct CompanyEffect: Sendable, Equatable, Codable {
  public let alpha: Double
  public let beta: Double
  /// Standard error of α, were all person-periods independent.
  public let alphaError: Double
  /// Person-periods at risk.
  public let atRisk: Int
  /// Adoptions in them.
  public let adoptions: Int

  /// - Parameters:
  ///   - graph: who addresses whom (attention).
  ///   - first: the first period that counts; in period 0 nobody can have had company.
  /// Throws `Unanswerable` where there is no effect to fit; E453 for times of other people; E402 for weights that are
  /// not whole. O(people + edges + periods).
  public init(on graph: Graph, times: AdoptionTimes, counted: CompanyCount = .people, first: Int = 1) throws {
    try times.checkForCompany(on: graph, first: first)
    let tally = CompanyTally(
      followers: graph.in, counted: counted, most: try graph.out.mostCompany(counted), periods: times.count,
      first: first)
    times.periods.withUnsafeBufferPointer { tally.count($0.baseAddress!) }
    self = try CompanyFit(most: tally.cells.most).effect(of: tally.cells)
  }

  init(alpha: Double, beta: Double, alphaError: Double, atRisk: Int, adoptions: Int) {
    (self.alpha, self.beta, self.alphaError) = (alpha, beta, alphaError)
    (self.atRisk, self.adoptions) = (atRisk, adoptions)
  }
}

/// Fits `CompanyEffect` to counts, again and again.
struct CompanyFit: Sendable {
  /// ln(1 + a).
  private let logs: [Double]

  init(most: Int) { logs = (0...most).map { log1p(Double($0)) } }

  /// Throws `Unanswerable` where the counts have no finite best fit.
  func effect(of cells: CompanyCells) throws(Unanswerable) -> CompanyEffect {
    let companies = 0...cells.most
    let (atRisk, adopted) = (companies.map(cells.atRisk), companies.map(cells.adopted))
    let adoptions = adopted.reduce(0, +)
    if adoptions == 0 { throw .nobodyAdopted }
    if atRisk.count(where: { $0 > 0 }) < 2 { throw .companyNeverVaries }
    guard let fit = GroupedLogit.fit(x: logs, trials: atRisk.map(Double.init), yes: adopted.map(Double.init)) else {
      throw .separated
    }
    return CompanyEffect(
      alpha: fit.slope, beta: fit.intercept, alphaError: fit.slopeError, atRisk: atRisk.reduce(0, +),
      adoptions: adoptions)
  }
}

extension AdoptionTimes {
  /// Throws E453 for times of other people, `Unanswerable` where nobody can have had company.
  func checkForCompany(on graph: Graph, first: Int) throws {
    guard periods.count == graph.nodeCount else {
      throw KithError(
        .badData,
        Diagnostic(
          "E453", "times of \(periods.count) people for a network of \(graph.nodeCount)",
          help: "give one time a node, in node order"))
    }
    if graph.edgeCount == 0 { throw Unanswerable.noEdges }
    if adopters == 0 { throw Unanswerable.nobodyAdopted }
    if count <= first { throw Unanswerable.onePeriod }
    if !periods.contains(where: { $0 != Self.never && $0 >= Int32(first) }) {
      throw Unanswerable.everybodyAdoptedAtOnce
    }
  }
}

extension Adjacency {
  /// The largest company anybody can have. Throws E402 for weights that cannot be counted. O(edges).
  func mostCompany(_ counted: CompanyCount) throws -> Int {
    guard counted == .weight, let weights else { return (0..<nodeCount).map(degree).max() ?? 0 }
    var most = 0.0
    for node in 0..<nodeCount {
      var sum = 0.0
      for edge in offsets[node]..<offsets[node + 1] {
        let weight = Double(weights[edge])
        guard weight >= 0, weight <= 1e6, weight == weight.rounded() else {
          throw KithError(
            .badData,
            Diagnostic(
              "E402", "an edge weighs \(weight); company counts whole numbers up to a million",
              help: "count people instead of weights, or use weights that are counts"))
        }
        sum += weight
      }
      most = max(most, sum)
    }
    if most > 1e7 {
      throw KithError(
        .limit,
        Diagnostic("E406", "somebody's edges weigh \(most) in all", help: "count people instead of weights"))
    }
    return Int(most)
  }
}
