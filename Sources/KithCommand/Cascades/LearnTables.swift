import KithDiffusion
import KithFoundation
import KithGraph
import KithOutput

/// What was learned from actions.
enum LearnTables {
  /// A row an edge of the influence graph, likeliest first: `source` influences `target`.
  static func edges(_ learned: LearnedInfluence, _ people: NameTable) -> Table {
    let rows = learned.influence.out
    let probabilities = learned.probabilities
    var sources = [UInt32](repeating: 0, count: rows.neighbors.count)
    for node in 0..<rows.nodeCount {
      for entry in rows.offsets[node]..<rows.offsets[node + 1] { sources[entry] = UInt32(node) }
    }
    // Without a prior nothing is known of a pair of which nothing was tried.
    let order = sources.indices.filter { learned.learning.prior != nil || learned.trials[$0] > 0 }
      .sorted { (probabilities[$1], $0) < (probabilities[$0], $1) }
    let intervals = order.map { learned.interval(at: $0) }
    let prior = learned.learning.prior.map { ", drawn towards \($0.alpha) of \($0.alpha + $0.beta)" } ?? ""
    return Table(
      schema: "kith.learned_influence/1",
      columns: [
        Table.Column("source", .names(people, codes: order.map { sources[$0] }), note: "who influences"),
        Table.Column("target", .names(people, codes: order.map { rows.neighbors[$0] }), note: "who is influenced"),
        Table.Column(
          "probability", .reals(order.map { probabilities[$0] }), note: "successes of trials\(prior)"),
        Table.Column("low", .reals(intervals.map(\.lowerBound)), note: "of the interval that holds it with 95%"),
        Table.Column("high", .reals(intervals.map(\.upperBound)), note: "of that interval"),
        Table.Column(
          "successes", ScoreColumns.values(order.map { learned.successes[$0] }),
          note: "actions of the source that reached the target: whole, in parts, or expected"),
        Table.Column(
          "trials", ScoreColumns.values(order.map { learned.trials[$0] }), note: "actions that could have reached them"),
        Table.Column(
          "delay_s", .reals(order.map { learned.meanDelay(at: $0).map { $0 / 1000 } ?? .nan }), unit: "seconds",
          note: "mean time from an action to the one it reached", missing: "none was reached"),
      ])
  }

  /// A row a method: how well it foretells what it has not seen.
  static func fits(_ fits: [(InfluenceLearning.Method, InfluenceFit)]) -> Table {
    let all = fits.map(\.1)
    return Table(
      schema: "kith.learning_fit/1",
      columns: [
        Table.Column("method", .text(fits.map(\.0.typedName))),
        Table.Column("items", .integers(all.map(\.itemsHeldBack)), note: "held back"),
        Table.Column("cases", .integers(all.map(\.cases)), note: "people a contact exposed to one of these items"),
        Table.Column("followed", .integers(all.map(\.followed)), note: "cases that took it up"),
        CascadeTables.value(
          "log_loss", all.map(\.logLoss), note: "mean −ln of the chance given to what happened; smaller is better"),
        CascadeTables.value(
          "base_log_loss", all.map(\.baseLogLoss), note: "the same for giving every case the share that followed"),
        CascadeTables.value(
          "auc", all.map(\.auc), note: "chance that one who followed got the higher forecast; 0.5 is guessing"),
      ])
  }

  /// A row a person who acted: how many others they carry along.
  static func carried(_ credit: CreditDistribution, _ people: NameTable) -> Table {
    let spreads = credit.spreads
    var counts = [Int](repeating: 0, count: people.count)
    for person in credit.actions.persons { counts[Int(person)] += 1 }
    let order = people.indices.filter { counts[$0] > 0 }.sorted { (spreads[$1], $0) < (spreads[$0], $1) }
    return Table(
      schema: "kith.carried/1",
      columns: [
        Table.Column("id", .names(people, codes: order.map { UInt32($0) })),
        Table.Column(
          "carried", .reals(order.map { spreads[$0] }), unit: "people",
          note: "people expected to be carried along, themselves included, by the credit of past actions"),
        Table.Column("actions", .integers(order.map { counts[$0] }), note: "items they did something about"),
      ])
  }
}
