import Glibc
import KithFoundation
import KithGraph

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
struct CompanyFit: @unchecked Sendable {
  /// ln(1 + a).
  private let logs: [Double]
  /// α beyond which the counts are taken to be separated.
  private static let largest = 30.0

  init(most: Int) { logs = (0...most).map { log(1 + Double($0)) } }

  /// Throws `Unanswerable` where the counts have no finite best fit.
  func effect(of cells: CompanyCells, near start: CompanyEffect? = nil) throws(Unanswerable) -> CompanyEffect {
    var (atRisk, adoptions, filled) = (0, 0, 0)
    for company in 0...cells.most where cells.atRisk(company) > 0 {
      atRisk += cells.atRisk(company)
      adoptions += cells.adopted(company)
      filled += 1
    }
    if adoptions == 0 { throw .nobodyAdopted }
    if filled < 2 { throw .companyNeverVaries }
    if adoptions == atRisk { throw .separated }
    var alpha = start?.alpha ?? 0
    var beta = start?.beta ?? log(Double(adoptions) / Double(atRisk - adoptions))
    for _ in 0..<50 {
      var (g0, g1, h00, h01, h11) = (0.0, 0.0, 0.0, 0.0, 0.0)
      for company in 0...cells.most {
        let count = Double(cells.atRisk(company))
        if count == 0 { continue }
        let z = logs[company]
        let p = 1 / (1 + exp(-(beta + alpha * z)))
        let rest = Double(cells.adopted(company)) - count * p
        let weight = count * p * (1 - p)
        g0 += rest
        g1 += rest * z
        h00 += weight
        h01 += weight * z
        h11 += weight * z * z
      }
      let determinant = h00 * h11 - h01 * h01
      if !(determinant > 1e-12 * h00 * h11) { throw .separated }
      let stepBeta = (h11 * g0 - h01 * g1) / determinant
      let stepAlpha = (h00 * g1 - h01 * g0) / determinant
      // A long first step of a steep likelihood may overshoot.
      alpha += max(-2, min(2, stepAlpha))
      beta += max(-2, min(2, stepBeta))
      if abs(alpha) > Self.largest { throw .separated }
      if max(abs(stepAlpha), abs(stepBeta)) < 1e-9 {
        return CompanyEffect(
          alpha: alpha, beta: beta, alphaError: (h00 / determinant).squareRoot(), atRisk: atRisk,
          adoptions: adoptions)
      }
    }
    throw .separated
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
