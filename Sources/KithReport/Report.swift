import KithFoundation
import KithMaps
import KithMeasures
import KithOutput

/// The files of a report: a page for people, its model, tables, the map and the manifest.
///
///     let report = Report(analysis: analysis, drawing: drawing, mapSVG: svg, run: manifest)
///     for file in try report.files(execution: execution) { … }        // report.html, report.md, …
///
/// The same analysis, map and manifest give the same bytes. The pages and `report.json` name no input and
/// no place, so that the same rows under another name give the same pages; `run.json` names them.
public struct Report: Sendable {
  public let analysis: Analysis
  /// Nil leaves the map out.
  public let drawing: MapDrawing?
  /// The rendered map; without it the page has no picture but `map.dot` is still written.
  public let mapSVG: [UInt8]?
  /// Version, command, options, seed, inputs and warnings; the report adds counts, measures and outputs.
  public let run: RunManifest
  /// The tree of the largest cascade, and its picture; nil leaves it out.
  public let cascade: CascadeDrawing?
  public let cascadeSVG: [UInt8]?
  /// What people's actions tell; nil without them.
  public let influence: InfluenceFindings?
  /// What people's friends would choose; nil without actions.
  public let choices: ChoiceFindings?

  public init(
    analysis: Analysis, drawing: MapDrawing? = nil, mapSVG: [UInt8]? = nil, cascade: CascadeDrawing? = nil,
    cascadeSVG: [UInt8]? = nil, influence: InfluenceFindings? = nil, choices: ChoiceFindings? = nil, run: RunManifest
  ) {
    self.analysis = analysis
    self.drawing = drawing
    self.mapSVG = mapSVG
    self.cascade = cascade
    self.cascadeSVG = cascadeSVG
    self.influence = influence
    self.choices = choices
    self.run = run
  }

  /// All files, `run.json` last, which lists the others. O(people + edges).
  public func files(execution: Execution = .serial) throws -> [ReportFile] {
    let writing = TableWriting(isForExcel: analysis.options.isForExcel)
    try execution.checkCancellation()
    let edges = analysis.edgesTable.bytes(as: .csv, writing: writing)
    try execution.checkCancellation()
    let model = model(edges: edges)
    let document = document(model)
    let page = HTMLPage(
      document: document, language: analysis.options.language,
      kicker: Phrases(language: analysis.options.language)[.kicker])
    var files = [
      ReportFile(name: "report.html", bytes: try page.bytes()),
      ReportFile(name: "report.md", bytes: MarkdownPage(document: document).bytes),
      ReportFile(name: "report.json", bytes: model.bytes()),
      ReportFile(name: "scores.csv", bytes: analysis.scoresTable.bytes(as: .csv, writing: writing)),
      ReportFile(name: "communities.csv", bytes: analysis.communitiesTable.bytes(as: .csv, writing: writing)),
      ReportFile(name: "edges.csv", bytes: edges),
    ]
    if let found = analysis.cascades {
      try execution.checkCancellation()
      files += [
        ReportFile(name: "cascades.csv", bytes: found.cascadesTable.bytes(as: .csv, writing: writing)),
        ReportFile(name: "triggers.csv", bytes: found.triggersTable.bytes(as: .csv, writing: writing)),
      ]
    }
    if let influence {
      files.append(
        ReportFile(
          name: "influence.csv", bytes: VerdictTable(influence.verdict).table.bytes(as: .csv, writing: writing)))
    }
    if let choices {
      let tables = [("spreading.csv", choices.spreadingTable), ("offers.csv", choices.offersTable(analysis))]
      for (name, table) in tables {
        try execution.checkCancellation()
        if let table { files.append(ReportFile(name: name, bytes: table.bytes(as: .csv, writing: writing))) }
      }
    }
    if let mapSVG { files.append(ReportFile(name: "map.svg", bytes: mapSVG)) }
    if let drawing { files.append(ReportFile(name: "map.dot", bytes: Array(drawing.dot.utf8))) }
    if let cascadeSVG { files.append(ReportFile(name: "cascade.svg", bytes: cascadeSVG)) }
    if let cascade { files.append(ReportFile(name: "cascade.dot", bytes: Array(cascade.dot.utf8))) }
    files.append(ReportFile(name: "run.json", bytes: manifest(listing: files).json.bytes()))
    return files
  }

  /// The document every page is drawn from.
  func document(_ model: JSONValue) -> ReportDocument {
    let narrator = Narrator(model: model, language: analysis.options.language, unit: analysis.timeline?.unit)
    let map = mapSVG.map { svg in
      SafeMarkup(checkedSVG: svg) ?? SafeMarkup(imageOf: svg, title: drawing?.altText ?? "")
    }
    let tree = cascadeSVG.map { svg in
      SafeMarkup(checkedSVG: svg) ?? SafeMarkup(imageOf: svg, title: cascade?.altText ?? "")
    }
    return DocumentBuilder(
      model: model, narrator: narrator, map: map, drawing: drawing, cascade: cascade, tree: tree, core: 6
    ).document()
  }

  /// The analysis' model with the map's caption and what is needed to make the report again.
  func model(edges: [UInt8]) -> JSONValue {
    guard case .object(var members) = ReportModel(analysis).json else { return .null }
    if let drawing {
      members.append(
        .init(
          "map",
          [
            "nodesShown": .integer(drawing.nodesShown), "nodesTotal": .integer(drawing.nodesTotal),
            "edgesShown": .integer(drawing.edgesShown), "edgesTotal": .integer(drawing.edgesTotal),
            "caption": .array(drawing.caption.map { .string($0) }),
          ]))
    }
    if let cascade {
      members.append(
        .init(
          "cascadeTree",
          [
            "membersShown": .integer(cascade.membersShown), "membersTotal": .integer(cascade.membersTotal),
            "caption": .array(cascade.caption.map { .string($0) }),
          ]))
    }
    if let influence {
      members.append(.init("influence", influence.json(Phrases(language: analysis.options.language))))
    }
    if let choices { members.append(.init("choices", choices.json(analysis))) }
    members.append(
      .init(
        "reproducibility",
        [
          "version": .string(run.version), "command": .string(shownCommand), "seed": .integer(Int(clamping: run.seed)),
          "edges": .string(SHA256Digest.of(edges).hexadecimal),
        ]))
    return .object(members)
  }

  /// The command with inputs as `INPUT`: the page says how, `run.json` says on what.
  private var shownCommand: String {
    let paths = Set(run.inputs.map(\.path))
    let arguments = run.arguments.map { paths.contains($0) ? "INPUT" : quoted($0) }
    return (["kith", run.command] + arguments + ["-o", "DIR"]).joined(separator: " ")
  }

  /// An argument as a shell would need it.
  private func quoted(_ argument: String) -> String {
    let plain = argument.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-_=,.:/+@%".utf8.contains(byte)
    }
    if plain, !argument.isEmpty { return argument }
    return "'" + argument.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  private func manifest(listing files: [ReportFile]) -> RunManifest {
    var run = run
    let left = analysis.leftOut
    run.graph = [
      "rows": .integer(analysis.log.count), "nodes": .integer(analysis.graph.nodeCount),
      "edges": .integer(analysis.graph.edgeCount), "directed": .bool(analysis.graph.isDirected),
      "weighted": .bool(analysis.graph.isWeighted), "strength": .string(analysis.options.strength.rawValue),
      "interactions": .integer(left.addressing), "selfEdges": .integer(left.selfEdges),
      "withoutTarget": .integer(left.withoutTarget), "anonymous": .integer(left.anonymous),
      "badRows": .integer(left.losses.badRows), "otherKinds": .integer(left.losses.otherKinds),
      "outsideWindow": .integer(left.losses.outsideWindow),
    ]
    run.measures = ReportModel.methods(of: analysis).map { method in
      RunManifest.Measure(
        name: method.info.name, parameters: .object(method.parameters), iterations: method.convergence?.iterations,
        residual: method.convergence?.residual)
    }
    run.outputs = files.map { RunManifest.Output(name: $0.name, content: $0.bytes) }
    return run
  }
}
