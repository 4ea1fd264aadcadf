import Glibc
import KithFoundation
import KithStatistics

/// Compares how often treated and untreated rows adopt, with errors clustered by person.
struct RiskTally {
  let rows: PersonPeriods
  let isTreated: Scratch<Bool>
  let confidence: Double

  /// All treated rows against all others.
  ///
  /// The error of r(treated) − r(control), for a rate r or its logarithm, sums a person's rows on both sides.
  func raw() -> RiskComparison {
    var (count, adopted) = ([0.0, 0.0], [0.0, 0.0])
    for person in 0..<rows.people {
      for row in rows.rows(of: person) {
        let side = isTreated.base[row] ? 1 : 0
        count[side] += 1
        adopted[side] += adopts(person, row)
      }
    }
    if count[1] == 0 { return RiskComparison(undefined: "nobody at risk had that much company") }
    if count[0] == 0 { return RiskComparison(undefined: "everybody at risk had that much company") }
    let rates = (treated: adopted[1] / count[1], control: adopted[0] / count[0])
    func variance(_ scale: (treated: Double, control: Double)) -> Double {
      var (sum, people) = (0.0, 0.0)
      for person in 0..<rows.people where !rows.rows(of: person).isEmpty {
        var influence = 0.0
        for row in rows.rows(of: person) {
          influence +=
            isTreated.base[row]
            ? (adopts(person, row) - rates.treated) / count[1] * scale.treated
            : -(adopts(person, row) - rates.control) / count[0] * scale.control
        }
        sum += influence * influence
        people += 1
      }
      return people > 1 ? sum * people / (people - 1) : 0
    }
    return comparison(pairs: Int(count[1]), rates, variance)
  }

  /// Pairs of a treated and a control row.
  ///
  /// Residuals of pairs, summed by treated person and by control person; the two variances are added.
  func compare(_ pairs: [MatchedPair]) -> RiskComparison {
    if pairs.isEmpty { return RiskComparison(undefined: "no row with company has a match without") }
    let people = owners(of: pairs)
    let number = Double(pairs.count)
    var adopted = (treated: 0.0, control: 0.0)
    for (pair, owner) in zip(pairs, people) {
      adopted.treated += adopts(owner.treated, pair.treated)
      adopted.control += adopts(owner.control, pair.control)
    }
    let rates = (treated: adopted.treated / number, control: adopted.control / number)
    func variance(_ scale: (treated: Double, control: Double)) -> Double {
      var byTreated = [Double](repeating: 0, count: rows.people)
      var byControl = byTreated
      for (pair, owner) in zip(pairs, people) {
        let residual =
          (adopts(owner.treated, pair.treated) - rates.treated) * scale.treated
          - (adopts(owner.control, pair.control) - rates.control) * scale.control
        byTreated[owner.treated] += residual / number
        byControl[owner.control] += residual / number
      }
      return byTreated.reduce(0) { $0 + $1 * $1 } + byControl.reduce(0) { $0 + $1 * $1 }
    }
    return comparison(pairs: pairs.count, rates, variance)
  }

  /// Pairs of which only one side adopted.
  func discordant(_ pairs: [MatchedPair]) -> (treated: Int, control: Int) {
    var counts = (treated: 0, control: 0)
    for (pair, owner) in zip(pairs, owners(of: pairs)) {
      let (treated, control) = (adopts(owner.treated, pair.treated), adopts(owner.control, pair.control))
      if treated > control { counts.treated += 1 }
      if control > treated { counts.control += 1 }
    }
    return counts
  }

  private func comparison(
    pairs: Int, _ rates: (treated: Double, control: Double), _ variance: ((treated: Double, control: Double)) -> Double
  ) -> RiskComparison {
    let difference = WaldTest(estimate: rates.treated - rates.control, error: variance((1, 1)).squareRoot())
    var ratioInterval: ClosedRange<Double>?
    if rates.treated > 0 && rates.control > 0 {
      let error = variance((1 / rates.treated, 1 / rates.control)).squareRoot()
      if let interval = WaldTest(estimate: log(rates.treated / rates.control), error: error)?.interval(
        confidence: confidence)
      {
        ratioInterval = exp(interval.lowerBound)...exp(interval.upperBound)
      }
    }
    let undefined =
      rates.control == 0
      ? "nobody without company adopted" : difference == nil ? "too few people for an error" : nil
    return RiskComparison(
      pairs: pairs, treatedRate: rates.treated, controlRate: rates.control, difference: difference,
      ratio: rates.control > 0 ? rates.treated / rates.control : nil, ratioInterval: ratioInterval,
      undefined: undefined)
  }

  private func adopts(_ person: Int, _ row: Int) -> Double {
    rows.times.hasAdopted(person) && row == rows.starts[person + 1] - 1 ? 1 : 0
  }

  private func owners(of pairs: [MatchedPair]) -> [(treated: Int, control: Int)] {
    let owner = Scratch<UInt32>(uninitialized: rows.count)
    for person in 0..<rows.people { for row in rows.rows(of: person) { owner.base[row] = UInt32(person) } }
    return pairs.map { (Int(owner.base[$0.treated]), Int(owner.base[$0.control])) }
  }
}

extension RiskComparison {
  init(undefined: String) {
    self.init(
      pairs: 0, treatedRate: nil, controlRate: nil, difference: nil, ratio: nil, ratioInterval: nil,
      undefined: undefined)
  }
}
