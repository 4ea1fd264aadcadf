import ArgumentParser
import KithFoundation

/// The command `kith`.
@main
struct KithCommand: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "kith",
    abstract: "Who set it off, who carried it, and in which company: from a log of who addressed whom.",
    discussion: Example.text([
      Example("What is in this file, and what can it answer?", "kith inspect comments.csv"),
      Example("The page and the picture for the client.", "kith report comments.csv -o report"),
      Example("The ten people attention reaches most.", "kith scores comments.csv --top 10"),
    ]),
    version: "kith \(version)",
    subcommands: [
      ReportVerb.self, InspectVerb.self, ScoresVerb.self, CommunitiesVerb.self, PathsVerb.self, EgoVerb.self,
      KeyPlayersVerb.self, CascadesVerb.self, SimulateVerb.self, SpreadersVerb.self, PredictVerb.self, TiesVerb.self,
      InfluenceVerb.self, RerankVerb.self, RecommendVerb.self, EvaluateVerb.self, FeaturesVerb.self, MapVerb.self,
      MeasuresVerb.self, ExplainVerb.self, SampleVerb.self, DoctorVerb.self, CompletionsVerb.self,
    ])

  static func main() { Runner.main(Array(CommandLine.arguments.dropFirst())) }
}
