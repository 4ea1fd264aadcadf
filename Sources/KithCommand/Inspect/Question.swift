import KithFoundation

/// A question that Kith answers from a log, and what the log lacks for it.
struct Question {
  var text: String
  /// The command that answers it, without input.
  var verb: String
  /// The columns or tables it lacks; nil when the data suffices.
  var need: String?

  /// What of a log matters here.
  struct Data {
    var hasEdges: Bool
    var hasTimes: Bool
    var hasKinds: Bool
    var hasChannels: Bool
    var hasItems: Bool
    var hasTexts: Bool
    var hasActors: Bool
  }

  static func all(_ data: Data) -> [Question] {
    let edges = data.hasEdges ? nil : "whom each row addresses (--to, or --id with --parent)"
    let times = data.hasTimes ? nil : "times (--at)"
    let items = data.hasItems ? nil : "the post, hashtag or product of each row (--item)"
    let texts = data.hasTexts ? nil : "texts (--text)"
    return [
      Question(text: "Who is at the core, and who carried it?", verb: "scores", need: edges),
      Question(
        text: "Do 20% of the people do 80% of it?", verb: "report", need: data.hasActors ? nil : "who acts (--from)"),
      Question(text: "Which communities are there?", verb: "communities", need: edges),
      Question(text: "What does it look like?", verb: "map", need: edges),
      Question(text: "What does each community talk about?", verb: "report", need: join(edges, texts)),
      Question(text: "When did it happen?", verb: "report", need: times),
      Question(text: "Replies, mentions or shares?", verb: "report", need: data.hasKinds ? nil : "kinds (--kind)"),
      Question(text: "On which channels?", verb: "report", need: data.hasChannels ? nil : "channels (--channel)"),
      Question(
        text: "How did each item spread, from whom to whom?", verb: "cascades", need: join(edges, items, times)),
      Question(text: "How far would it go from given people?", verb: "simulate", need: edges),
      Question(text: "Whom to tell, so that most hear of it?", verb: "spreaders", need: edges),
      Question(
        text: "Influence, or birds of a feather?", verb: "influence",
        need: join(
          edges, times,
          data.hasItems
            ? nil : "the post, hashtag or product of each row (--item), or a table of actions (--actions)")),
      Question(text: "Which ties deepen, which cool down?", verb: "ties --dynamics", need: join(edges, times)),
      Question(
        text: "What to recommend to each person?", verb: "recommend",
        need: data.hasItems ? nil : "a table of who took what (--actions)"),
      Question(
        text: "Do friends help a recommender?", verb: "evaluate",
        need: join(edges, data.hasItems ? nil : "a table of who took what (--actions)")),
      Question(text: "What would friends change in a list?", verb: "rerank", need: edges),
      Question(text: "What can friends tell a recommender?", verb: "features", need: edges),
    ]
  }

  private static func join(_ needs: String?...) -> String? {
    let all = needs.compactMap { $0 }
    return all.isEmpty ? nil : all.joined(separator: "; ")
  }
}
