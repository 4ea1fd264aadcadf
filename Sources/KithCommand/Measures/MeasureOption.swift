import KithFoundation
import KithMeasures

/// An option that some measures have.
enum MeasureOption: CaseIterable {
  case damping, restart, alpha, sources, epsilon, delta, weighting, heading, resolution, runs, objective, direction, k

  /// As it is typed.
  var name: String {
    switch self {
    case .damping: "--damping"
    case .restart: "--restart"
    case .alpha: "--alpha"
    case .sources: "--sources"
    case .epsilon: "--epsilon"
    case .delta: "--delta"
    case .weighting: "--weighted/--unweighted"
    case .heading: "--incoming/--outgoing"
    case .resolution: "--resolution"
    case .runs: "--runs"
    case .objective: "--objective"
    case .direction: "--directed"
    case .k: "--k"
    }
  }

  /// Whether a measure is made differently for different values of the option.
  ///
  /// Seen from the measures themselves, so that nothing has to be kept in step with them.
  func isUsed(by entry: MeasureEntry) -> Bool {
    Set(trials.map { Self.description(of: entry, $0) }).count > 1
  }

  /// Two settings that differ in this option alone.
  private var trials: [MeasureSettings] {
    (0..<2).map { index in
      var settings = MeasureSettings()
      switch self {
      case .damping: settings.damping = [0.3125, 0.4375][index]
      case .restart: settings.restart = [["a"], ["b"]][index]
      case .alpha: settings.alpha = [0.003, 0.007][index]
      case .sources: settings.sources = [11, 13][index]
      case .epsilon: settings.epsilon = [0.011, 0.013][index]
      case .delta: settings.delta = [0.011, 0.013][index]
      case .weighting: settings.usesWeights = index == 0
      case .heading: settings.isIncoming = index == 0
      case .resolution: settings.resolution = [0.3125, 0.4375][index]
      case .runs: settings.runs = [11, 13][index]
      case .objective: settings.objective = [.modularity, .cpm][index]
      case .direction: settings.keepsDirection = index == 0
      case .k: settings.k = [11, 13][index]
      }
      // A bound on the error is made of both.
      if self == .delta { settings.epsilon = 0.05 }
      return settings
    }
  }

  private static func description(of entry: MeasureEntry, _ settings: MeasureSettings) -> String {
    do {
      switch entry.make {
      case .nodes(let make): return String(reflecting: try make(settings))
      case .edges(let make): return String(reflecting: try make(settings))
      case .graph(let make): return String(reflecting: try make(settings))
      case .communities(let make): return String(reflecting: try make(settings))
      case .described: return ""
      }
    } catch { return "\(error)" }
  }

  /// E708 when an option was given that no chosen measure has.
  static func check(_ given: [MeasureOption], usedBy entries: [MeasureEntry]) throws {
    guard let unused = given.first(where: { option in !entries.contains { option.isUsed(by: $0) } }) else { return }
    let users = MeasureRegistry.entries.filter { unused.isUsed(by: $0) }.map(\.name)
    let names = entries.map(\.name).joined(separator: ", ")
    throw KithError(
      .usage,
      Diagnostic(
        "E708", "\(names) \(entries.count == 1 ? "has" : "have") no option \(unused.name)",
        help: users.isEmpty ? nil : "it belongs to \(users.joined(separator: ", "))"))
  }
}
