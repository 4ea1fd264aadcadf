import Testing

@testable import KithSamples

@Suite struct TemplateTests {
  @Test func fillsGapsInOrder() {
    var asked: [String] = []
    let words = ["담요", "숲"]
    let text = Template.fill("{thing:을} 들고 {place}으로 갔어요.") { slot in
      asked.append(slot)
      return words[asked.count - 1]
    }
    #expect(text == "담요를 들고 숲으로 갔어요.")
    #expect(asked == ["thing", "place"])
  }

  @Test(arguments: ["", "빈칸 없음", "{닫히지 않음", "끝}"])
  func leavesTheRestAlone(text: String) {
    #expect(Template.fill(text) { _ in "x" } == text)
  }

  @Test func everySentenceOfTheSampleHasOnlyKnownGaps() {
    let own = Topic.all.flatMap { $0.sentences + $0.questions }
    let shared =
      PhraseBook.openings + PhraseBook.opinions + PhraseBook.reactions + PhraseBook.answers + PhraseBook.shares
      + PhraseBook.calls + PhraseBook.corrections + PhraseBook.announcements + PhraseBook.brandAnswers
    for sentence in own + shared {
      let text = Template.fill(sentence) { slot in
        #expect(["thing", "place", "when", "item", "other"].contains(slot), "\(sentence)")
        return "책"
      }
      #expect(!text.contains("{") && !text.contains("}") && !text.contains(":"), "\(sentence)")
    }
  }
}
