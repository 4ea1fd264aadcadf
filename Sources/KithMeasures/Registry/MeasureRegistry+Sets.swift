extension MeasureRegistry {
  static let sets: [MeasureEntry] = [
    MeasureEntry(
      MeasureInfo(
        name: "concentration", title: "Concentration", question: "Do a few people hold most of it?",
        convention: """
          Of any score: the Gini coefficient (0 all equal, towards 1 one holds everything), the share of the top \
          p percent of people (rounded up), and the smallest part of people who together hold 80 percent. Everyone \
          counts, those with 0 too.
          """,
        complexity: "O(nodes log nodes)", citation: "Gini 1912; Lorenz 1905, doi 10.2307/2276207", result: .other,
        needs: "A score that is nowhere negative and somewhere above 0; else there is no answer.")),
    MeasureEntry(KeyPlayers(count: 1, goal: .reach).info),
    MeasureEntry(KeyPlayers(count: 1, goal: .fragmentation).info),
    MeasureEntry(RankUncertainty.info),
  ]
}
