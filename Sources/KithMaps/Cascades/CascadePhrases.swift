import KithFoundation

/// The words of a cascade's pictures in one language.
struct CascadePhrases {
  let language: MapLanguage

  private func choose(_ english: @autoclosure () -> String, _ korean: @autoclosure () -> String) -> String {
    language == .korean ? korean() : english()
  }

  // Head
  func title(_ root: String) -> String { choose("What \(root) set off", "\(root) 님에게서 시작된 연쇄") }
  func startedBy(_ root: String) -> String { choose("started by \(root)", "시작: \(root) 님") }
  func about(_ item: String) -> String { choose("about \(item)", "대상: \(item)") }
  func members(_ count: Int) -> String { choose(counted(count, "member"), "참여 \(grouped(count))건") }
  func deep(_ steps: Int) -> String { choose(counted(steps, "step") + " deep", "깊이 \(grouped(steps))단계") }

  // Legend
  var community: String { choose("Colour: community", "색: 무리") }
  var channel: String { choose("Colour: channel", "색: 채널") }
  var generation: String { choose("Colour: steps from the start", "색: 시작에서의 단계") }
  func community(_ number: Int) -> String { choose("Community \(number)", "무리 \(number)") }
  var otherCommunities: String { choose("other communities", "그 밖의 무리") }
  var otherChannels: String { choose("other or unknown", "그 밖이나 알 수 없음") }
  func step(_ step: Int, orMore: Bool) -> String {
    if step == 0 { return choose("the start", "시작") }
    return choose(
      orMore ? "\(step) steps or more" : counted(step, "step"), orMore ? "\(step)단계 이상" : "\(step)단계")
  }
  var root: String { choose("where it started", "시작한 사람") }
  var beforeTheLog: String { choose("not logged", "기록에 없음") }
  func size(_ branch: Int) -> String { choose("set off \(grouped(branch))", "\(grouped(branch))건을 일으킴") }

  // Tree
  func setOff(_ count: Int) -> String { choose("set off \(grouped(count))", "뒤따름 \(grouped(count))") }
  func more(_ count: Int) -> String { choose("+\(grouped(count)) more", "+\(grouped(count))") }

  // Captions
  func follows(_ meaning: String?, arrow: Bool) -> String {
    let mark = choose(arrow ? "An arrow" : "A line", arrow ? "화살표" : "선")
    guard let meaning else {
      return choose("\(mark) from a to b says that b followed a.", "a에서 b로 가는 \(mark): b가 a를 뒤따랐습니다.")
    }
    return choose(
      "\(mark) from a to b says that b followed a: \(meaning).", "a에서 b로 가는 \(mark): b가 a를 뒤따랐습니다(\(meaning)).")
  }
  func everyone(_ count: Int) -> String {
    choose(
      count == 1 ? "Nobody followed." : "Showing all \(members(count)).",
      count == 1 ? "뒤따른 사람이 없습니다." : "\(members(count))을 모두 보입니다.")
  }
  func shown(_ shown: Int, of count: Int) -> String {
    choose(
      "Showing \(grouped(shown)) of \(members(count)): those with the largest branches, the earlier first.",
      "\(members(count)) 중 가지가 가장 큰 \(grouped(shown))건을 보입니다(같으면 이른 쪽).")
  }
  func collapsed(_ count: Int) -> String {
    choose(
      "Left out: \(grouped(count)), counted under the name they came after and beside it where others are drawn.",
      "뺀 것: \(grouped(count))건. 뒤따른 사람의 이름 아래에, 일부를 그린 곳에는 “+”로 세었습니다.")
  }
  func leftOut(_ count: Int) -> String {
    choose("Left out: \(grouped(count)) with smaller branches.", "뺀 것: 가지가 더 작은 \(grouped(count))건.")
  }
  func belowDepth(_ steps: Int) -> String {
    choose("Nobody further than \(steps) steps from the start is drawn.", "시작에서 \(steps)단계보다 먼 사람은 그리지 않았습니다.")
  }
  func beside(_ count: Int) -> String {
    choose("At most \(count) who followed the same member are drawn.", "같은 사람을 뒤따른 사람은 \(count)명까지만 그렸습니다.")
  }
  var counts: String {
    choose(
      "The number under a name counts who came after, directly or through others.",
      "이름 아래의 수는 직접 또는 다른 사람을 거쳐 뒤따른 수입니다.")
  }
  var sizes: String {
    choose(
      "Every dot stands at the moment its member joined; a larger dot set off more.",
      "점은 참여한 시각에 놓이며, 클수록 많이 일으켰습니다.")
  }
  func untimed(_ count: Int) -> String {
    choose(
      "\(counted(count, "member has", "members have")) no known time and \(count == 1 ? "stands" : "stand") at the left.",
      "시각을 모르는 \(grouped(count))건은 왼쪽에 있습니다.")
  }
  func unlogged(_ root: String) -> String {
    choose(
      "What \(root) did to start it is not in the log; that others followed it is.",
      "\(root) 님이 시작한 행동은 기록에 없고, 다른 사람이 뒤따른 것만 있습니다.")
  }
  var order: String { choose("The order is known, not the reason.", "순서는 알 수 있지만 이유는 알 수 없습니다.") }

  // Alternative text
  var treeKind: String { choose("A tree of who followed whom.", "누가 누구를 뒤따랐는지 보여 주는 나무 그림입니다.") }
  var timelineKind: String {
    choose("Members as dots along time, lines to whom each set off.", "참여를 시간 순으로 점으로, 뒤따름을 선으로 그린 그림입니다.")
  }
  func largestBranches(_ names: [String]) -> String {
    choose("Largest branches: \(names.joined(separator: ", ")).", "가장 큰 가지: \(names.joined(separator: ", ")).")
  }
}
