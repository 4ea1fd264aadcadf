import KithDiffusion
import KithFoundation
import KithGraph
import KithOutput

/// How cascades grew: generation by generation, period by period.
enum GrowthTables {
  /// A row a generation, over all of the chosen cascades together.
  static func generations(of cascades: CascadeSet, among chosen: [Int]) -> Table {
    let generations = cascades.generations
    var sizes: [Int] = []
    for cascade in chosen {
      for member in cascades.members(of: cascade) {
        let generation = Int(generations[member])
        while sizes.count <= generation { sizes.append(0) }
        sizes[generation] += 1
      }
    }
    let total = Double(sizes.reduce(0, +))
    let next = sizes.indices.map { $0 + 1 < sizes.count ? sizes[$0 + 1] : 0 }
    return Table(
      schema: "kith.cascade_generations/1",
      columns: [
        Table.Column("generation", .integers(Array(sizes.indices)), note: "steps from the root"),
        Table.Column("members", .integers(sizes)),
        Table.Column("share", .reals(sizes.map { Double($0) / total }), note: "of all members"),
        Table.Column("followers", .integers(next), note: "members of the next generation"),
        Table.Column(
          "r", .reals(zip(next, sizes).map { Double($0) / Double($1) }),
          note: "followers for each member: above 1 it grows, below 1 it dies down"),
      ])
  }

  /// A row a period: who joined, and the followers they found.
  static func periods(of cascades: CascadeSet, step: Int64, horizon: Int64) throws -> Table {
    let curve = try CascadeReproduction(step: step, horizon: horizon).curve(of: cascades)
    var total = 0
    let totals = curve.map { period in
      total += period.members
      return total
    }
    let growth = zip(curve, totals).map { period, total -> Double in
      let before = total - period.members
      return before > 0 ? Double(period.members) / Double(before) : .nan
    }
    return Table(
      schema: "kith.cascade_periods/1",
      columns: [
        Table.Column("start", .times(curve.map(\.start)), note: "the period's first moment"),
        Table.Column("joined", .integers(curve.map(\.members)), note: "members who acted in the period"),
        Table.Column("total", .integers(totals), note: "members by its end"),
        Table.Column(
          "growth", .reals(growth), note: "joined over the total before", missing: "nobody was there before"),
        Table.Column(
          "followers", .integers(curve.map(\.followers)), note: "who followed those who joined, within the horizon"),
        CascadeTables.value(
          "r", curve.map(\.value),
          note: "followers within the horizon for each who joined; a period too near the log's end has none"),
      ])
  }
}
