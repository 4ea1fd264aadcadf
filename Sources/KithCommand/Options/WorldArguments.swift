import ArgumentParser
import KithSamples

/// What is planted in a world of known truth.
struct WorldArguments: ParsableArguments {
  @Option(help: ArgumentHelp("World: how many people, at least 10. (default: 500)", valueName: "n"))
  var people: Int?

  @Option(help: ArgumentHelp("World: how many days, at least 8. (default: 20)", valueName: "n"))
  var periods: Int?

  @Option(help: ArgumentHelp("World: how many communities. (default: 10)", valueName: "n"))
  var communities: Int?

  @Option(
    help: ArgumentHelp(
      "World: how much the taste that people choose each other by makes them adopt, in log-odds; 0 for not at all. "
        + "(default: 0.7)", valueName: "b"))
  var homophily: Double?

  @Option(
    help: ArgumentHelp(
      "World: how much friends who adopted make people adopt, in log-odds by ln(1 + friends); 0 for not at all. "
        + "(default: 0.7)", valueName: "b"))
  var influence: Double?

  @Option(
    help: ArgumentHelp(
      "World: how blurred the taste in the table is, from 0 (true) to 1 (noise). (default: 0)", valueName: "share"))
  var confounding: Double?

  @Option(
    help: ArgumentHelp(
      "World: how much each community is moved for two days at a date of its own, in log-odds. (default: 0)",
      valueName: "b"))
  var shock: Double?

  /// An option that was given; nil if none was.
  var given: String? {
    let options: [(String, Bool)] = [
      ("--people", people != nil), ("--periods", periods != nil), ("--communities", communities != nil),
      ("--homophily", homophily != nil), ("--influence", influence != nil), ("--confounding", confounding != nil),
      ("--shock", shock != nil),
    ]
    return options.first { $0.1 }?.0
  }

  /// The sample to these wishes.
  func applied(to sample: Sample) throws -> Sample {
    guard let given else { return sample }
    guard sample.name == "world" else {
      throw ValidationError("\(given) goes with the sample world, not with \(sample.name)")
    }
    var recipe = WorldRecipe()
    recipe.people = people ?? recipe.people
    recipe.periods = periods ?? recipe.periods
    recipe.communities = communities ?? min(recipe.communities, max(1, recipe.people / 10))
    recipe.homophily = homophily ?? recipe.homophily
    recipe.influence = influence ?? recipe.influence
    recipe.confounding = confounding ?? recipe.confounding
    recipe.shock = shock ?? recipe.shock
    return Sample.world(recipe)
  }
}
