/// Every measure Kith computes, described once.
///
///     for measure in MeasureRegistry.all { print(measure.name, measure.question) }
public enum MeasureRegistry {
  /// In the order people meet them: who stands out, which groups, how unequal.
  public static let all: [MeasureInfo] =
    [PageRank.info] + DegreeCentrality.allCases.map(\.info) + [WeakComponents.info, Leiden.info, concentration]

  /// The measure of a name, or nil.
  public static subscript(name name: String) -> MeasureInfo? { all.first { $0.name == name } }

  private static let concentration = MeasureInfo(
    name: "concentration", title: "Concentration", question: "Do a few people hold most of it?",
    convention: """
      Of any score: the Gini coefficient (0 all equal, towards 1 one holds everything), the share of the top \
      p percent of people (rounded up), and the smallest part of people who together hold 80 percent. Everyone \
      counts, those with 0 too.
      """,
    complexity: "O(nodes log nodes)", citation: "Gini 1912; Lorenz 1905, doi 10.2307/2276207")
}
