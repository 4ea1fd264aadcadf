import KithDiffusion
import KithFoundation
import KithGraph
import KithOutput

/// Who is likely to act next about an item, and how good such forecasts were.
struct NextForecast {
  private struct Row {
    let person: Int
    let contacts: Int
    let latest: Int64
    let probability: Double?
  }

  private let rows: [Row]
  private let people: NameTable
  private let period: String
  private let evaluation: NextAdopterEvaluation?
  private let weights: [NextAdopterModel.Weight]
  /// Why there are no chances.
  private let reason: String?

  init(_ options: NextAdopters, of item: String, _ data: PredictionData, _ execution: Execution) throws {
    let code = try data.item(named: item)
    let now = data.influence(until: data.now, execution)
    people = data.actions.people
    period = spanText(seconds: Double(options.period) / 1000)
    do {
      // Relations that came of the actions to foretell would give them away: only those of before count.
      let model: NextAdopterModel
      if data.hasTimedTies {
        let known = data.actions.times.filter { $0 != Timestamp.missing }
        let start = known.min() ?? data.now
        let early = start + (data.now - start) / 5 * 2
        model = try options.model(
          of: data.actions, on: data.influence(until: early, execution), from: early, execution: execution)
      } else {
        model = try options.model(of: data.actions, on: now, execution: execution)
      }
      rows = try model.candidates(for: code, at: data.now, on: now).map {
        Row(person: $0.person, contacts: $0.contacts, latest: $0.latest, probability: $0.probability)
      }
      (evaluation, weights, reason) = (model.evaluation, model.weights, nil)
    } catch let error as KithError where error.diagnostic.code == "E405" {
      rows = try options.exposed(to: code, in: data.actions, on: now, at: data.now).map {
        Row(person: $0.person, contacts: $0.contacts, latest: $0.latest, probability: nil)
      }
      (evaluation, weights, reason) = (nil, [], error.diagnostic.message)
    }
  }

  /// How good the chances were on a time nothing was learned from.
  var summary: [String] {
    guard let evaluation else { return ["no chances: \(reason ?? "")"] }
    let real = TerminalLayout.real
    let (model, other, base) = (evaluation.model, evaluation.withoutContacts, evaluation.baseRate)
    let gain = evaluation.gain
    return [
      "tried on the last \(counted(evaluation.tested, "case")), of whom \(grouped(evaluation.testedActed)) acted within "
        + "\(period); learned from \(grouped(evaluation.trained)) before, of whom \(grouped(evaluation.trainedActed)) did",
      "log loss \(real(model.logLoss)), by popularity and activity alone \(real(other.logLoss)), one chance for all "
        + "\(real(base.logLoss)); Brier score \(real(model.brier)), \(real(other.brier)), \(real(base.brier))",
      evaluation.contactsHelp
        ? "what contacts did helps to foretell it: \(real(gain.mean)) of log loss a case "
          + "(95 %: \(real(gain.interval.lowerBound)) to \(real(gain.interval.upperBound)))"
        : "what contacts did was not shown to help beyond popularity and activity: go by these chances with care",
    ]
      + model.bins.map { bin in
        "said \(real(100 * bin.expected)) %: \(real(100 * bin.observed)) % of \(counted(bin.cases, "case")) acted"
      }
  }

  /// What the chances follow from.
  var details: [String] {
    weights.map { weight in
      "\(weight.name): \(TerminalLayout.real(weight.estimate)) ± \(TerminalLayout.real(weight.standardError)) log-odds"
    }
  }

  var table: Table {
    Table(
      schema: "kith.next_adopters/1",
      columns: [
        Table.Column("id", .names(people, codes: rows.map { UInt32($0.person) })),
        Table.Column(
          "probability", .reals(rows.map { $0.probability ?? .nan }), note: "to act within \(period)",
          missing: reason ?? "too few acted to learn from"),
        Table.Column("contacts", .integers(rows.map(\.contacts)), note: "of theirs who acted and are remembered"),
        Table.Column("latest", .times(rows.map(\.latest)), note: "when the last of them did"),
      ])
  }
}
