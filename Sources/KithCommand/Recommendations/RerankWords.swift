import KithFoundation
import KithGraph
import KithInput
import KithRecommend

/// What `kith rerank` says of its data and its work, with counts.
struct RerankWords {
  let talk: Talk
  let data: TasteData
  let base: BaseLists
  /// What everybody took, wishes aside.
  let own: UserItems

  /// How the base matches the other tables.
  func tellMatches(_ friends: PersonWeights) {
    let file = base.table.file
    let idle = base.people.count { own.items(of: Int($0)).isEmpty }
    let alone = base.people.count { friends.degree(Int($0)) == 0 }
    if idle + alone > 0 {
      talk.note(
        "of \(counted(base.people.count, "person", "people")) in \(file), \(grouped(idle)) took nothing and "
          + "\(grouped(alone)) have no friends")
    }
    let heeded = Set(friends.people)
    if alone == base.people.count && base.people.contains(where: { heeded.contains($0) }) {
      talk.show(
        Diagnostic(
          "W465", "nobody in \(file) heeds anybody, but others heed them: the ties may be turned round",
          severity: .warning, help: "a row says who heeds whom, the person first: --friends-columns to,from turns it"))
    } else if idle == base.people.count && alone == base.people.count {
      talk.show(
        Diagnostic(
          "W463", "nobody in \(file) is in the other tables: no list changes", severity: .warning,
          help: "all tables must name people alike; `kith inspect` shows how each names them"))
    }
    var isOffered = [Bool](repeating: false, count: own.itemCount)
    for list in base.lists.lists { for entry in list { isOffered[Int(entry.item)] = true } }
    let offered = isOffered.count { $0 }
    let unknown = isOffered.indices.count { isOffered[$0] && own.users(of: $0).isEmpty }
    if offered > 0 && unknown == offered {
      talk.show(
        Diagnostic(
          "W464", "nobody took any item of \(file): no list changes", severity: .warning,
          help: "both tables must name items alike"))
    } else if unknown > 0 {
      talk.note("\(grouped(unknown)) of \(counted(offered, "item")) in \(file) were taken by nobody")
    }
  }

  /// What was left out of the lists, and what could be.
  func tellDropped(_ arguments: BaseArguments, _ exclusions: PairTable?) {
    if arguments.dropTaken {
      talk.note("\(counted(base.taken, "recommendation")) left out: taken already")
    } else if base.taken > 0 {
      talk.note(
        "\(grouped(base.taken)) of \(counted(base.table.count, "recommendation")) are of what the person took already; "
          + "--drop-taken leaves them out")
    }
    if let exclusions {
      talk.note(
        "\(counted(base.excluded, "recommendation")) left out by \(counted(exclusions.count, "row")) of "
          + "\(arguments.exclude ?? "")" + (exclusions.userCodes.isEmpty ? ", for everybody" : ", person by person"))
    }
  }

  /// Whose lists friends changed.
  func tellResult(_ result: SocialReranking.Result, _ friends: PersonWeights, _ weight: FriendWeight) {
    let listed = base.people.filter { !base.lists.lists[Int($0)].isEmpty }.map { Int($0) }
    let changed = listed.count { result.isReweighted[$0] }
    let alone = listed.count { friends.degree($0) == 0 }
    var text =
      "lists of \(grouped(changed)) of \(counted(listed.count, "person", "people")) re-weighted by friends, "
      + weight.text
    if changed < listed.count {
      let silent = listed.count - changed - alone
      text +=
        "; the others keep the base's order and scores: "
        + [
          alone > 0 ? "\(grouped(alone)) have no friends" : nil,
          weight.lambda == 0
            ? "friends count nothing" : silent > 0 ? "friends of \(grouped(silent)) took nothing of the list" : nil,
        ].compactMap { $0 }.joined(separator: ", ")
    }
    talk.note(text)
  }

  /// The choice of λ on what people took later.
  func tellChoice(_ choice: WeightChoice, _ tuning: ListTuning, _ file: String) {
    let value = { TerminalLayout.real($0) }
    let people = counted(choice.users, "person", "people")
    let none = tuning.grid.firstIndex(of: 0).map { choice.means[$0] } ?? 0
    let best = tuning.grid.firstIndex(of: choice.best).map { choice.means[$0] } ?? 0
    let scores = zip(tuning.grid, choice.means).map { "λ \(value($0)): \(value($1))" }.joined(separator: ", ")
    talk.detail("NDCG@\(tuning.cutoff) by \(scores)")
    let error = choice.error.map { ", standard error \(value($0))" } ?? ""
    if choice.lambda > 0 {
      talk.note(
        "\(FriendWeight(choice.lambda).text)\(choice.lambda == tuning.grid.max() ? ", the most that is tried," : "") "
          + "chosen on \(file): NDCG@\(tuning.cutoff) of \(people) is \(value(best)) with "
          + "friends and \(value(none)) without, gain \(value(choice.gain))\(error)")
    } else if choice.best == 0 {
      talk.note(
        "λ 0 chosen on \(file): friends do not help here; NDCG@\(tuning.cutoff) of \(people) is highest without them, "
          + value(none))
    } else {
      talk.note(
        "λ 0 chosen on \(file): friends do not help here beyond chance; NDCG@\(tuning.cutoff) of \(people) is "
          + "\(value(none)) without them and \(value(best)) at best (λ \(value(choice.best))), "
          + "gain \(value(choice.gain))\(error)")
    }
  }
}
