import ArgumentParser
import KithFoundation
import KithMeasures

/// How communities are found.
struct CommunityArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp("The method; `kith measures` lists them under communities.", valueName: "name"),
    completion: .list(MeasureRegistry.entries.filter { $0.kind == .communities }.map(\.name)))
  var method = "leiden"

  @Option(help: "modularity, or cpm: the constant Potts model, whose resolution is a density. (default: modularity)")
  var objective: CommunityObjective?

  @Option(help: "Above 1 finds more and smaller communities, below 1 fewer and larger ones. (default: 1)")
  var resolution: Double?

  @Flag(help: "Compare with a chance that keeps who addresses and who is addressed apart.")
  var directed = false

  @Option(
    help: "Independent attempts, of which the best wins. (default: 10 up to 200,000 edges, else 1)")
  var runs: Int?

  @Option(help: "Fewest contacts of everyone in a connected k-core. (default: 2)")
  var k: Int?

  @Option(
    help: ArgumentHelp(
      "What so many runs with different seeds agree on, and how firmly: adds a stability.", valueName: "runs"))
  var consensus: Int?

  func validate() throws {
    if let resolution, !(resolution > 0 && resolution.isFinite) {
      throw ValidationError("--resolution must be above 0, not \(resolution)")
    }
    if let runs, runs < 1 || runs > 1000 { throw ValidationError("--runs must be between 1 and 1000, not \(runs)") }
    if let k, k < 1 { throw ValidationError("--k must be at least 1, not \(k)") }
    if consensus != nil, runs != nil { throw ValidationError("--consensus makes runs of its own: give no --runs") }
    if let consensus, consensus < 2 || consensus > 1000 {
      throw ValidationError("--consensus must be between 2 and 1000, not \(consensus)")
    }
  }

  /// The method asked for; checks that it has every option given.
  func entry() throws -> MeasureEntry {
    let entry = try MeasureRequest.entry(method)
    guard case .communities = entry.make else {
      let methods = MeasureRegistry.entries.filter { $0.kind == .communities }.map(\.name)
      throw KithError(
        .usage,
        Diagnostic(
          "E706", "\(method) finds no communities", help: "the methods are \(methods.joined(separator: ", "))"))
    }
    var given: [MeasureOption] = []
    if objective != nil { given.append(.objective) }
    if resolution != nil { given.append(.resolution) }
    if directed { given.append(.direction) }
    if runs != nil { given.append(.runs) }
    if k != nil { given.append(.k) }
    try MeasureOption.check(given, usedBy: [entry])
    if consensus != nil, !(try makeMethod(seed: 1) is any RepeatableCommunityMethod) {
      throw ValidationError("--consensus needs a method that depends on a seed; \(method) always finds the same")
    }
    return entry
  }

  func makeMethod(seed: UInt64) throws -> any CommunityMethod {
    guard case .communities(let make)? = MeasureRegistry.entry(method)?.make else {
      preconditionFailure("entry() lets methods through only")
    }
    return try make(settings(seed: seed))
  }

  func settings(seed: UInt64) -> MeasureSettings {
    var settings = MeasureSettings()
    settings.seed = seed
    settings.objective = objective
    settings.resolution = resolution
    settings.keepsDirection = directed ? true : nil
    settings.runs = runs
    settings.k = k
    return settings
  }
}

extension CommunityObjective: ExpressibleByArgument {}
