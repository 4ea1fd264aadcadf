import KithMeasures
import KithOutput

extension ReportModel {
  /// What was computed and how, in the order the report uses it.
  var methods: JSONValue { .array(Self.methods(of: analysis).map(method)) }

  private func method(_ method: Method) -> JSONValue {
    [
      "name": .string(method.info.name), "title": .string(method.info.title),
      "question": .string(method.info.question), "convention": .string(method.info.convention),
      "complexity": .string(method.info.complexity), "citation": .string(method.info.citation),
      "parameters": .array(method.parameters.map { ["name": .string($0.key), "value": $0.value] }),
      "iterations": JSONValue(method.convergence?.iterations), "residual": JSONValue(method.convergence?.residual),
    ]
  }

  /// A measure as it was run.
  struct Method {
    var info: MeasureInfo
    var parameters: [JSONValue.Member] = []
    var convergence: Convergence?
  }

  static func methods(of analysis: Analysis) -> [Method] {
    var methods = [
      Method(
        info: PageRank.info, parameters: [.init("damping", JSONValue(analysis.options.damping))],
        convergence: analysis.pageRank.convergence)
    ]
    if let ranges = analysis.rankRanges {
      methods.append(Method(info: RankUncertainty.info, parameters: [.init("draws", .integer(ranges.draws))]))
    }
    methods += [
      Method(info: analysis.inDegree.measure), Method(info: analysis.inStrength.measure),
      Method(
        info: Leiden.info,
        parameters: [
          .init("resolution", JSONValue(analysis.options.resolution)),
          .init("seed", .integer(Int(clamping: analysis.options.seed))),
        ], convergence: analysis.communities.convergence),
      Method(info: WeakComponents.info), Method(info: analysis.cohesion.density.measure),
      Method(info: Transitivity.info),
    ]
    if analysis.cohesion.meanDistance?.value != nil {
      let sources = analysis.cohesion.sources
      methods.append(
        Method(info: MeanDistance.info, parameters: sources.map { [.init("sources", .integer($0))] } ?? []))
    }
    if let concentration = MeasureRegistry[name: "concentration"] { methods.append(Method(info: concentration)) }
    if analysis.cascades != nil { methods.append(Method(info: cascades)) }
    return methods + [Method(info: words)]
  }

  static let cascades = MeasureInfo(
    name: "cascades", title: "Cascades", question: "Who set it off, and who followed whom?",
    convention: """
      A row says that its author followed whomever it addressed, unless it is a mention, which calls somebody; the parent is that person's earlier act about the same \
      item. No parent is guessed, and acts of the same moment never follow one another. A person counts once about an \
      item; later acts are left out, for they are talk rather than spread. Somebody followed without an earlier act \
      becomes a root that was not logged; the brand's own accounts are always roots. All credit goes to the one \
      followed, so that what the roots set off sums to all members. Structural virality is the mean number of steps \
      between two members.
      """,
    complexity: "O(r log r) for r rows", citation: "Goel, Anderson, Hofman & Watts 2016, doi 10.1287/mnsc.2015.2158",
    result: .other)

  static let words = MeasureInfo(
    name: "distinctive-words", title: "Distinctive words", question: "Which words set a community apart?",
    convention: """
      Log-odds ratio of the people who used a word, community against all others, with an informative Dirichlet \
      prior; at least three people and two standard errors. A person counts once a word. Words are cut at blanks and \
      signs; Korean particles are cut off where the stem also occurs otherwise.
      """,
    complexity: "O(bytes of text)", citation: "Monroe, Colaresi & Quinn 2008, doi 10.1093/pan/mpn018")
}
