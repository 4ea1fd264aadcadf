import Testing

@testable import KithInput

@Suite struct KindNamesTests {
  @Test(arguments: [
    ("RT", "share"), ("retweet", "share"), ("MT", "mention"), ("RE", "reply"), ("답글", "reply"), ("댓글", "comment"),
    ("공유", "share"), ("멘션", "mention"), (" Like ", "like"), ("좋아요", "like"), ("answer", "answer"),
    ("Wave Hello", "wave hello"),
  ])
  func spellingsHaveOneName(written: String, name: String) { #expect(KindNames.normalised(written) == name) }
}
