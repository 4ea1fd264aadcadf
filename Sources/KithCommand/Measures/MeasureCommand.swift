import KithMeasures

extension MeasureEntry {
  /// What to type for it, without the input.
  var command: String? {
    switch make {
    case .nodes, .edges, .graph: "kith scores --measure \(name)"
    case .communities: "kith communities --method \(name)"
    case .described: Self.commands[name]
    }
  }

  /// Of measures that have a verb or an option of their own.
  static let commands = [
    "shortest-path": "kith paths --from-person ID",
    "ego-network": "kith ego --person ID",
    "time-respecting-reach": "kith paths --from-person ID --in-time",
    "consensus": "kith communities --consensus 20",
    "community-stability": "kith communities --consensus 20 --members",
    "community-events": "kith communities --window 7d",
    "k-core-backbone": "kith scores --backbone k-core:3",
    "concentration": "kith report -o report",
    "key-players-reach": "kith key-players --goal reach",
    "key-players-fragmentation": "kith key-players --goal disrupt",
    "rank-uncertainty": "kith scores --uncertainty",
  ]
}
