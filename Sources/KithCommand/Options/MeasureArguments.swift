import ArgumentParser
import KithFoundation
import KithMeasures

/// The options of measures: each goes to the measures that have it, and one that none has is refused.
struct MeasureArguments: ParsableArguments {
  @Option(help: "PageRank's chance of following one more relation. (default: 0.85)")
  var damping: Double?

  @Option(
    help: ArgumentHelp("Ids that personalised PageRank returns to, separated by commas.", valueName: "ids"))
  var restart: [String] = []

  @Option(help: "Katz's attenuation, below 1/λ of the network. (default: the measure's own)")
  var alpha: Double?

  @Option(help: "People from whom shortest paths are sampled. (default: all, which is exact)")
  var sources: Int?

  @Option(help: "Sample until values are this close to the exact ones …")
  var epsilon: Double?

  @Option(help: "… save with this probability. (default: 0.1)")
  var delta: Double?

  @Option(help: "Of the communities that some measures look at. (default: 1)")
  var resolution: Double?

  @Flag(help: "Count strengths, or not. (default: as each measure is defined; see kith explain)")
  var weighting: Weighting?

  @Flag(help: "Distances to a person, or from them. (default: as each measure is defined)")
  var heading: Heading?

  enum Weighting: String, EnumerableFlag { case weighted, unweighted }
  enum Heading: String, EnumerableFlag { case incoming, outgoing }

  func validate() throws {
    if let damping, !(damping >= 0 && damping < 1) {
      throw ValidationError("--damping must be at least 0 and below 1, not \(damping)")
    }
    if let alpha, !(alpha > 0 && alpha.isFinite) { throw ValidationError("--alpha must be above 0, not \(alpha)") }
    if let sources, sources < 1 { throw ValidationError("--sources must be at least 1, not \(sources)") }
    if let epsilon, !(epsilon > 0 && epsilon < 1) {
      throw ValidationError("--epsilon must be between 0 and 1, not \(epsilon)")
    }
    if let delta, !(delta > 0 && delta < 1) {
      throw ValidationError("--delta must be between 0 and 1, not \(delta)")
    }
    if let resolution, !(resolution > 0 && resolution.isFinite) {
      throw ValidationError("--resolution must be above 0, not \(resolution)")
    }
    if restart.contains("") { throw ValidationError("--restart needs ids") }
  }

  /// The settings of these options; ids of `restart` as typed.
  func settings(seed: UInt64) -> MeasureSettings {
    var settings = MeasureSettings()
    settings.seed = seed
    settings.damping = damping
    settings.restart = restart
    settings.alpha = alpha
    settings.sources = sources
    settings.epsilon = epsilon
    settings.delta = delta
    settings.resolution = resolution
    settings.usesWeights = weighting.map { $0 == .weighted }
    settings.isIncoming = heading.map { $0 == .incoming }
    return settings
  }

  /// The options given.
  var given: [MeasureOption] {
    var given: [MeasureOption] = []
    if damping != nil { given.append(.damping) }
    if !restart.isEmpty { given.append(.restart) }
    if alpha != nil { given.append(.alpha) }
    if sources != nil { given.append(.sources) }
    if epsilon != nil { given.append(.epsilon) }
    if delta != nil { given.append(.delta) }
    if resolution != nil { given.append(.resolution) }
    if weighting != nil { given.append(.weighting) }
    if heading != nil { given.append(.heading) }
    return given
  }
}
