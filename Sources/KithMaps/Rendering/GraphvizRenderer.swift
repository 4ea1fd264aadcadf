import Glibc
import KithFoundation

/// Turns DOT into a picture by running `kith-graphviz` in a child process that may be killed.
///
///     let renderer = GraphvizRenderer(executable: "/usr/local/bin/kith-graphviz")
///     let png = try renderer.render(drawing, as: .png)
///
/// The child gets an empty environment but for a fixed locale; it limits its own processor time
/// and memory, and is killed with everything it started after `timeLimit`. Its answer counts only
/// when it ended well and the picture is whole. The same DOT gives the same bytes.
public struct GraphvizRenderer: Sendable {
  /// Path of `kith-graphviz`; this type searches nowhere.
  public var executable: String
  /// Wall-clock seconds before the child is killed.
  public var timeLimit: Double
  /// `NAME=value` for the child besides its fixed locale: `HOME` where fonts are installed for one user.
  public var environment: [String]
  /// Largest picture accepted, in bytes.
  public var sizeLimit = 256 << 20

  public init(executable: String, timeLimit: Double = 60, environment: [String] = []) {
    self.executable = executable
    self.timeLimit = timeLimit
    self.environment = environment
  }

  /// The picture of a map or cascade; an SVG is made small, accessible and fit for embedding.
  ///
  /// Throws `KithError`: `.unavailable` when the program or Graphviz is missing or dies, `.limit`
  /// when it takes too long or draws too much; `CancellationError` when cancelled.
  public func render(
    _ drawing: some GraphvizPicture, as format: MapFormat, execution: Execution = .serial
  ) throws -> [UInt8] {
    let bytes = try render(drawing.dot, as: format, by: drawing.engine, execution: execution)
    return format == .svg ? try SVGFinisher(drawing).standalone(bytes) : bytes
  }

  /// The picture as Graphviz makes it.
  public func render(
    _ dot: String, as format: MapFormat, by engine: GraphvizEngine = .nop2, execution: Execution = .serial
  ) throws -> [UInt8] {
    let child = ChildProcess(
      executable: executable,
      arguments: [
        "--format", format.rawValue, "--engine", engine.rawValue, "--seconds",
        String(Int(min(max(timeLimit, 1), 3_600).rounded(.up))),
      ],
      environment: ["LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin"] + environment, timeLimit: timeLimit,
      outputLimit: sizeLimit)
    let result: ChildProcess.Result
    do {
      result = try child.run(input: Array(dot.utf8), execution: execution)
    } catch ChildProcess.Failure.cannotStart(let code) {
      throw KithError(
        .unavailable,
        Diagnostic(
          "E501", "cannot run \(executable): \(String(cString: strerror(code)))",
          help: "install kith-graphviz beside kith, or write the map as DOT and draw it with `neato -n2 -Tsvg`"))
    }
    return try checked(result, format)
  }

  private func checked(_ result: ChildProcess.Result, _ format: MapFormat) throws -> [UInt8] {
    let smaller = "show fewer people or relations, or write the map as DOT"
    switch result.end {
    case .timedOut, .signalled(SIGXCPU):
      throw KithError(
        .limit,
        Diagnostic(
          "E502", "drawing the map took longer than \(ScoreText.of(timeLimit)) s and was stopped", help: smaller))
    case .flooded:
      throw KithError(.limit, Diagnostic("E503", "the picture is larger than \(sizeLimit >> 20) MiB", help: smaller))
    case .exited(75):
      throw KithError(.limit, Diagnostic("E503", words(result, "the picture is too large"), help: smaller))
    case .exited(127):
      // The loader's answer when a shared library is missing.
      throw KithError(
        .unavailable,
        Diagnostic(
          "E501", words(result, "kith-graphviz does not start"),
          help: "install Graphviz: apt-get install libgvc6 libgraphviz-dev fonts-noto-cjk"))
    case .exited(0):
      if isWhole(result.output, format) { return result.output }
      throw KithError(
        .unavailable,
        Diagnostic(
          "E504", "the \(format.rawValue.uppercased()) from kith-graphviz is cut short",
          help: "try again; is the disk full?"))
    case .exited(let code):
      throw KithError(
        .unavailable, Diagnostic("E505", words(result, "kith-graphviz failed with code \(code)"), help: smaller))
    case .signalled(let signal):
      throw KithError(
        .unavailable, Diagnostic("E505", words(result, "kith-graphviz was ended by signal \(signal)"), help: smaller))
    }
  }

  /// What went wrong, with the child's last words.
  private func words(_ result: ChildProcess.Result, _ text: String) -> String {
    let lines = String(decoding: result.errors, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard let last = lines.last else { return text }
    return "\(text): \(VisibleText.of(String(last), graphemeLimit: 200))"
  }

  /// Whether the picture begins and ends as its kind does.
  private func isWhole(_ bytes: [UInt8], _ format: MapFormat) -> Bool {
    let (head, tail): ([UInt8], [UInt8]) =
      switch format {
      case .svg: (Array("<?xml".utf8), Array("</svg>".utf8))
      case .png: ([0x89, 0x50, 0x4e, 0x47], [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82])
      case .pdf: (Array("%PDF".utf8), Array("%%EOF".utf8))
      }
    var end = bytes.count
    while end > 0 && (bytes[end - 1] == 0x0a || bytes[end - 1] == 0x0d) { end -= 1 }
    return bytes.starts(with: head) && bytes[..<end].suffix(tail.count).elementsEqual(tail)
  }
}
