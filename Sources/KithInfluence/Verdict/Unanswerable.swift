import KithFoundation

/// Why data cannot answer a question about influence; thrown where there is no answer, kept where there are others.
///
///     do { _ = try ShuffleTest().result(on: graph, times: times) }
///     catch Unanswerable.nobodyAdopted { … }
///
/// As an error it is E405 and ends a command with exit code 1: ran, the data cannot answer.
public enum Unanswerable: DiagnosticError, Equatable {
  /// There are no actions to be influenced in.
  case noActions
  /// Actions are known, but not when they were taken.
  case noTimes
  /// All actions fall into one period.
  case onePeriod
  case nobodyAdopted
  /// Everybody adopted before anybody could have been moved: in the first period.
  case everybodyAdoptedAtOnce
  case noEdges
  /// No edge has a direction of its own: everybody addressed is addressed back, or the graph is undirected.
  case noDirectedEdges
  /// Nobody at risk ever had company, or all always had the same.
  case companyNeverVaries
  /// Company tells adoption apart without exception, so that no finite effect fits best.
  case separated
  /// No two adopters of one stratum adopted at different times: there is nothing to shuffle.
  case nothingToShuffle
  /// The trait has one value only, or none is known.
  case oneClass(trait: String)
  /// No trait was given, or none that tells people apart.
  case noTraits
  /// Another reason, in words.
  case other(String)

  /// The reason as a clause that begins in lower case.
  public var reason: String {
    switch self {
    case .noActions: "there are no actions"
    case .noTimes: "the actions have no times"
    case .onePeriod: "all actions fall into one period"
    case .nobodyAdopted: "nobody adopted"
    case .everybodyAdoptedAtOnce: "everybody who adopted did so in the first period"
    case .noEdges: "nobody addresses anybody"
    case .noDirectedEdges: "no edge runs in one direction only"
    case .companyNeverVaries: "people at risk never differed in how many of those they address had adopted"
    case .separated: "company separates adopters from others without exception"
    case .nothingToShuffle: "no two adopters of one stratum adopted at different times"
    case .oneClass(let trait): "everybody known has the same \(trait)"
    case .noTraits: "nothing is known by which the people differ"
    case .other(let reason): reason
    }
  }

  /// What data would answer it.
  public var remedy: String {
    switch self {
    case .noActions: "give a table of actions: person, item, time"
    case .noTimes: "give the time of each action"
    case .onePeriod: "cut time into shorter periods, or watch for longer"
    case .nobodyAdopted: "choose an item that somebody took up, or watch for longer"
    case .everybodyAdoptedAtOnce: "start watching earlier, or cut time into shorter periods"
    case .noEdges: "give interactions between these people"
    case .noDirectedEdges: "give who addressed whom, not only who is connected"
    case .companyNeverVaries: "watch for longer, or give more of the interactions"
    case .separated: "watch more people or for longer"
    case .nothingToShuffle: "use fewer strata: coarser communities or traits"
    case .oneClass, .noTraits: "give a table of people with traits that differ"
    case .other: "give more or other data"
    }
  }

  public var exitCode: ExitCode { .answerIsNo }

  public var diagnostic: Diagnostic {
    Diagnostic("E405", "the data cannot answer: \(reason)", help: remedy)
  }
}
