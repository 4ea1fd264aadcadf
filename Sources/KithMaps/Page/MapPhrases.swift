import KithFoundation

/// The map's own words in one language.
struct MapPhrases {
  let language: MapLanguage

  private func choose(_ english: @autoclosure () -> String, _ korean: @autoclosure () -> String) -> String {
    language == .korean ? korean() : english()
  }

  func people(_ count: Int) -> String { choose(counted(count, "person", "people"), "\(grouped(count))명") }
  func relations(_ count: Int) -> String { choose(counted(count, "relation"), "관계 \(grouped(count))개") }
  func interactions(_ count: Int) -> String { choose(counted(count, "interaction"), "상호작용 \(grouped(count))건") }
  func people(_ shown: Int, of total: Int) -> String {
    if shown == total { return people(total) }
    return choose("\(grouped(shown)) of \(people(total))", "\(people(total)) 중 \(grouped(shown))명")
  }

  // Caption
  var nobody: String { choose("There is no one to show.", "보여 줄 사람이 없습니다.") }

  func allShown(people count: Int, relations: Int) -> String {
    choose(
      "Showing all \(people(count)) and \(self.relations(relations)).",
      "\(people(count))과 \(self.relations(relations))를 모두 보입니다.")
  }

  func shown(people shown: Int, of people: Int, relations drawn: Int, of relations: Int) -> String {
    let everyone = shown == people
    return choose(
      "Showing \(everyone ? "all \(self.people(people))" : self.people(shown, of: people)) and "
        + "\(drawn == relations ? "all" : "\(grouped(drawn)) of") \(self.relations(relations))"
        + (everyone ? "." : ", grown from the core by score."),
      "\(everyone ? "\(self.people(people)) 모두" : self.people(shown, of: people))과 "
        + "\(self.relations(relations)) 중 \(grouped(drawn))개를 보입니다"
        + (everyone ? "." : "(중심에서 시작해 점수 순으로 넓힘)."))
  }

  func leftOut(people count: Int, relations outside: Int, weak: Int) -> String {
    var parts: [String] = []
    if count > 0 {
      parts.append(choose("\(people(count)) scoring lower or further from the core", "점수가 낮거나 중심에서 먼 \(people(count))"))
    }
    if outside > 0 { parts.append(choose("their \(relations(outside))", "그들의 \(relations(outside))")) }
    if weak > 0 {
      parts.append(choose("the weakest \(relations(weak)) among those shown", "보인 사람들 사이의 가장 약한 \(relations(weak))"))
    }
    let list = parts.joined(separator: ", ")
    return choose("Left out: \(list).", "뺀 것: \(list).")
  }

  /// `meaning` is a clause about a and b.
  func edge(meaning: String, isDirected: Bool, isWeighted: Bool) -> String {
    let english =
      isDirected
      ? "A line from a to b says that \(meaning): it bends to the right as seen from a and has a's colour"
      : "A line between a and b says that \(meaning): it has the colour of one of them"
    let korean =
      isDirected
      ? "a에서 b로 가는 선은 \(meaning)는 뜻입니다. a에서 보아 오른쪽으로 휘고 a의 색을 띠며" : "a와 b를 잇는 선은 \(meaning)는 뜻입니다. 둘 중 한쪽의 색을 띠며"
    return choose(
      english + (isWeighted ? ", wider the stronger." : "."), korean + (isWeighted ? ", 강할수록 굵습니다." : " 굵기는 같습니다."))
  }

  // Legend
  var community: String { choose("Colour: community", "색: 무리") }
  func area(_ measure: String) -> String { choose("Dot area: \(measure)", "점의 넓이: \(measure)") }
  func others(_ count: Int) -> String { choose("others: \(people(count))", "그 밖의 \(people(count))") }
  func core(_ count: Int) -> String {
    choose(
      count == 1 ? "the core: the highest score" : "the core: the \(count) highest scores", "중심: 점수가 가장 높은 \(count)명")
  }

  // Alternative text
  func altText(title: String, period: String?, caption: [String], communities: Int, core: [String], more: Bool)
    -> String
  {
    var text = choose(
      "\(title). A map of people as dots and relations as lines\(period.map { ", \($0)" } ?? "").",
      "\(title). 사람을 점으로, 관계를 선으로 그린 지도\(period.map { "(\($0))" } ?? "")입니다.")
    text += " " + caption.joined(separator: " ")
    if communities > 0 {
      text += choose(
        " Colours mark \(counted(communities, "community", "communities")).", " 색은 무리 \(communities)개를 나타냅니다.")
    }
    if !core.isEmpty {
      let names = core.joined(separator: ", ")
      text += choose(" At the core: \(names)\(more ? " and others" : "").", " 중심: \(names)\(more ? " 등" : "").")
    }
    return text
  }
}
