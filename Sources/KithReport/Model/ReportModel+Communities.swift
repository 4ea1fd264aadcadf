import KithOutput

extension ReportModel {
  var communities: JSONValue {
    if analysis.graph.edgeCount == 0 { return undefined(.noEdges) }
    let sizes = analysis.communities.partition.sizes
    let described = analysis.summaries.reduce(0) { $0 + $1.people }
    return [
      "count": .integer(sizes.count),
      "ofThreeOrMore": .integer(sizes.prefix { $0 >= CommunityDescriptions.smallest }.count),
      "single": .integer(sizes.count { $0 == 1 }),
      "modularity": JSONValue(analysis.communities.modularity),
      "resolution": JSONValue(analysis.options.resolution),
      "stability": analysis.firmness.map { firmness in
        [
          "runs": .integer(firmness.runs), "agreement": JSONValue(firmness.agreement), "shaky": .bool(firmness.isShaky),
        ]
      } ?? undefined(.tooLargeToRepeat),
      "describedCount": .integer(analysis.summaries.count),
      "describedShare": JSONValue(Double(described) / Double(analysis.graph.nodeCount)),
      "insideShare": JSONValue(share(analysis.weightInside.reduce(0, +), of: analysis.graph.totalWeight)),
      "described": .array(analysis.summaries.map(community)),
      "words": analysis.words.map { words in
        [
          "texts": .integer(words.texts), "authors": .integer(words.authors), "frequent": counts(words.frequent),
        ]
      } ?? undefined(.noTexts),
    ]
  }

  private func community(_ summary: CommunitySummary) -> JSONValue {
    [
      "number": .integer(summary.index + 1),
      "people": .integer(summary.people),
      "share": JSONValue(Double(summary.people) / Double(analysis.graph.nodeCount)),
      "leaders": ids(summary.leaders),
      "insideShare": JSONValue(summary.insideShare),
      "stability": JSONValue(summary.stability),
      "bridges": .array(
        summary.bridges.map { bridge in
          [
            "number": .integer(bridge.community + 1), "weight": JSONValue(bridge.weight),
            "share": JSONValue(share(bridge.weight, of: summary.weightAcross)),
          ]
        }),
      "bridgePeople": ids(summary.bridgePeople),
      "activity": .integer(summary.activity),
      "peak": bin(summary.peak),
      "words": summary.words.map { words in
        .array(
          words.map { word in
            [
              "word": .string(word.word), "people": .integer(word.people), "others": .integer(word.others),
              "z": JSONValue(word.z),
            ]
          })
      } ?? undefined(.noTexts),
    ]
  }

  private func share(_ part: Double, of whole: Double) -> Double? { whole > 0 ? part / whole : nil }
}
