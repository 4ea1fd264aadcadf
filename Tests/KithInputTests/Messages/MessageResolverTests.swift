import KithFoundation
import KithGraph
import KithTestSupport
import Testing

@testable import KithInput

@Suite struct MessageResolverTests {
  static func resolve(
    _ messages: [Message], _ resolver: MessageResolver = MessageResolver(), filter: RowFilter = RowFilter()
  ) throws -> (log: InteractionLog, summary: MessageSummary) {
    var table = MessageTable()
    for message in messages { table.append(message) }
    return try resolver.resolve(table, filter: filter)
  }

  static func rows(_ messages: [Message], _ resolver: MessageResolver = MessageResolver()) throws -> [String] {
    try lines(of: resolve(messages, resolver).log)
  }

  /// Two channels, a self-reply, a duplicate, two unanswered top-level comments, and a reply under a's
  /// comment that opens with "@b". Twelve rows.
  static let twelve: [Message] = [
    Message(id: "p1", author: "brand", channel: "insta", item: "p1", text: "새 향 출시", line: 2),
    Message(id: "c1", author: "a", channel: "insta", item: "p1", text: "예뻐요", line: 3),
    Message(id: "c2", parent: "c1", author: "b", channel: "insta", item: "p1", text: "동감", line: 4),
    Message(id: "c3", parent: "c1", author: "c", channel: "insta", item: "p1", text: "@b 어디서 샀어요?", line: 5),
    Message(id: "c4", parent: "c1", author: "a", channel: "insta", item: "p1", text: "온라인이요", line: 6),
    Message(id: "c5", author: "d", channel: "insta", item: "p1", text: "@e 이거 봐 @a", line: 7),
    Message(id: "v1", author: "a", channel: "tube", item: "film", text: "첫 댓글", line: 8),
    Message(id: "v2", author: "f", channel: "tube", item: "film", text: "잘 봤습니다 f@mail.kr", line: 9),
    Message(id: "v3", parent: "v1", author: "b", channel: "tube", item: "film", text: "축하", line: 10),
    Message(id: "c2", parent: "c1", author: "b", channel: "insta", item: "p1", text: "동감", line: 11),
    Message(id: "v4", parent: "gone", author: "c", channel: "tube", item: "film", text: "맞아요", line: 12),
    Message(id: "v5", parent: "v3", author: "a", channel: "tube", item: "film", text: "고마워요", line: 13),
  ]

  @Test func twelveRowsGiveTheRowsWrittenByHand() throws {
    let (log, summary) = try Self.resolve(Self.twelve)
    #expect(
      lines(of: log, withPlace: true) == [
        "brand>- post in insta about p1 :2",
        "a>brand comment in insta about p1 :3",
        "b>a reply in insta about p1 :4",
        "c>b reply in insta about p1 :5",
        "a>a reply in insta about p1 :6",
        "d>brand comment in insta about p1 :7",
        "d>e mention in insta about p1 :7",
        "d>a mention in insta about p1 :7",
        "a>- comment in tube about film :8",
        "f>- comment in tube about film :9",
        "b>a reply in tube about film :10",
        "c>- reply in tube about film :12",
        "a>b reply in tube about film :13",
      ])
    #expect(log.people.strings == ["a", "b", "brand", "c", "d", "e", "f"])
    var expected = MessageSummary()
    expected.messages = 12
    expected.duplicates = 1
    expected.retargeted = 1
    expected.mentions = 2
    expected.mentionsOfSilentPeople = 1
    expected.missingParents = 1
    expected.missingPosts = 2
    #expect(summary == expected)
  }

  /// Comments that nobody answers and that answer nobody stay, so that their authors stay in the network.
  @Test func unansweredTopLevelCommentsDoNotVanish() throws {
    let rows = try Self.rows([
      Message(id: "1", author: "x", item: "film", line: 2), Message(id: "2", author: "y", item: "film", line: 3),
    ])
    #expect(rows == ["x>- comment about film", "y>- comment about film"])
  }

  /// Two answers of one person to another are two rows: the edge's weight is not lost.
  @Test func repeatedAnswersStayApart() throws {
    let rows = try Self.rows([
      Message(id: "1", author: "x", line: 2), Message(id: "2", parent: "1", author: "y", text: "a", line: 3),
      Message(id: "3", parent: "1", author: "y", text: "a", line: 4),
    ])
    #expect(rows == ["x>- post", "y>x comment", "y>x comment"])
  }

  @Test func aParentMayComeLaterOrFromAnotherFile() throws {
    var table = MessageTable()
    table.beginFile("replies.csv")
    table.append(Message(id: "2", parent: "1", author: "b", line: 2))
    table.beginFile("empty.csv")
    table.beginFile("posts.csv")
    table.append(Message(id: "1", author: "a", line: 2))
    let log = try MessageResolver().resolve(table).log
    #expect(lines(of: log) == ["b>a comment", "a>- post"])
    #expect(log.evidence[0] == Place(file: "replies.csv", line: 2))
    #expect(log.evidence[1] == Place(file: "posts.csv", line: 2))
  }

  @Test func oneIDForTwoMessagesNamesBothPlaces() throws {
    let messages = [
      Message(id: "1", author: "a", text: "one", line: 2), Message(id: "1", author: "a", text: "two", line: 9),
    ]
    let error = try #require(throws: KithError.self) { try Self.resolve(messages) }
    #expect(error.exitCode == .badData)
    #expect(error.diagnostic.code == "E221")
    #expect(error.diagnostic.place == Place(file: "memory", line: 9))
    #expect(error.diagnostic.message.contains("memory:2"))
  }

  @Test func conflictingIDsKeepTheFirstByTimeInAnyOrder() throws {
    let early = Message(id: "1", author: "a", time: Timestamp(milliseconds: 5), line: 9)
    let late = Message(id: "1", author: "b", time: Timestamp(milliseconds: 7), line: 2)
    let reply = Message(id: "2", parent: "1", author: "c", line: 3)
    for messages in [[early, late, reply], [late, reply, early]] {
      let (log, summary) = try Self.resolve(messages, MessageResolver(dropsConflictingIDs: true))
      #expect(lines(of: log).sorted() == ["a>- post at 5", "c>a comment"])
      #expect(summary.conflictingIDs == 1)
    }
  }

  @Test func brokenParentsAreCounted() throws {
    let (log, summary) = try Self.resolve([
      Message(id: "1", parent: "1", author: "a", line: 2),
      Message(id: "2", parent: "3", author: "b", line: 3), Message(id: "3", parent: "4", author: "c", line: 4),
      Message(id: "4", parent: "2", author: "d", line: 5), Message(id: "5", parent: "2", author: "e", line: 6),
      Message(id: "6", parent: "7", author: "f", line: 7), Message(id: "7", line: 8),
    ])
    #expect(
      lines(of: log) == ["a>- post", "b>c reply", "c>d reply", "d>b reply", "e>b reply", "f>- comment", "->- post"])
    #expect(summary.ownParents == 1)
    #expect(summary.inCycles == 3)
    #expect(summary.parentsWithoutAuthor == 1)
    #expect(summary.missingParents == 0)
  }

  @Test(arguments: ["0", "-1", "null", "NULL", "\\N"]) func wordsForNoParent(_ word: String) throws {
    let (log, summary) = try Self.resolve([Message(id: "1", parent: word, author: "a", line: 2)])
    #expect(lines(of: log) == ["a>- post"])
    #expect(summary.missingParents == 0)
    let real = try Self.rows([
      Message(id: word, author: "b", line: 2), Message(id: "1", parent: word, author: "a", line: 3),
    ])
    #expect(real == ["b>- post", "a>b comment"])
  }

  /// An article number that happens to be some comment's id is not that comment.
  @Test func anItemIsAPostOnlyIfThePostIsThere() throws {
    let rows = try Self.rows([
      Message(id: "7", author: "a", item: "12", line: 2), Message(id: "12", author: "b", item: "9", line: 3),
      Message(id: "p", author: "shop", kind: "post", item: "soap", line: 4),
      Message(id: "8", author: "c", item: "p", line: 5),
    ])
    #expect(
      rows == ["a>- comment about 12", "b>- comment about 9", "shop>- post about soap", "c>shop comment about p"])
  }

  @Test func aGivenKindStays() throws {
    let rows = try Self.rows([
      Message(id: "1", author: "a", kind: "post", line: 2),
      Message(id: "2", parent: "1", author: "b", kind: "share", line: 3),
      Message(id: "3", parent: "2", author: "c", kind: "post", line: 4),
    ])
    #expect(rows == ["a>- post", "b>a share", "c>b reply"])
  }

  @Test func onlyRepliesAreRetargeted() throws {
    let start = [
      Message(id: "1", author: "a", line: 2), Message(id: "2", parent: "1", author: "b", line: 3),
      Message(id: "3", parent: "1", author: "c", text: "@b 저도요", line: 4),
    ]
    func last(_ text: String, parent: String = "2") throws -> [String] {
      try Self.rows(start + [Message(id: "4", parent: parent, author: "d", text: text, line: 5)]).suffix(from: 4).map {
        $0
      }
    }
    #expect(try Self.rows(start) == ["a>- post", "b>a comment", "c>a comment", "c>b mention"])
    #expect(try last("@c 맞아요") == ["d>c reply"])
    #expect(try last("  @C: 맞아요 @c") == ["d>c reply"])
    #expect(try last("@c @a @b 모두") == ["d>c reply", "d>a mention", "d>b mention"])
    #expect(try last("맞아요 @c") == ["d>b reply", "d>c mention"])
    #expect(try last("@nobody 맞아요") == ["d>b reply", "d>nobody mention"])
    #expect(try last("@c 맞아요", parent: "gone") == ["d>c reply"])
    #expect(try last("@d 나") == ["d>d reply"])
  }

  @Test func addresseesAreTakenAsGiven() throws {
    let rows = try Self.rows([
      Message(author: "a", addressee: "b", kind: "follow", line: 1),
      Message(author: "a", addressee: "b", text: "@c hello", line: 2),
    ])
    #expect(rows == ["a>b follow", "a>b -", "a>c mention"])
  }

  @Test func unknownHandlesDifferingInCaseAreOnePerson() throws {
    let messages = [
      Message(author: "a", text: "@someone", line: 2), Message(author: "b", text: "@Someone @SOMEONE", line: 3),
      Message(author: "c", text: "@12 @_ @♥ a@b.kr", line: 4), Message(text: "@a", line: 5),
    ]
    let (log, summary) = try Self.resolve(messages)
    #expect(
      lines(of: log) == ["a>- post", "a>SOMEONE mention", "b>- post", "b>SOMEONE mention", "c>- post", "->- post"])
    #expect(summary.mentionsOfNobody == 3)
    #expect(summary.mentionsOfSilentPeople == 2)
    let known = try Self.resolve(messages, MessageResolver(mentionsKnownPeopleOnly: true))
    #expect(known.summary.mentions == 0)
    #expect(known.log.people.strings == ["a", "b", "c"])
  }

  @Test(arguments: [
    ("@someone님 안녕", "someone"), ("@없는사람님 안녕", "없는사람"), ("@x谢谢", "x"), ("@a.b.", "a.b"), ("@없는사람", "없는사람"),
  ]) func unknownHandlesLoseWhatIsNoName(_ text: String, _ expected: String) throws {
    #expect(try Self.rows([Message(author: "me", text: text, line: 2)]).last == "me>\(expected) mention")
  }

  @Test func kindsAndWindowFilterRowsNotParents() throws {
    let messages = [
      Message(id: "1", author: "a", time: Timestamp(milliseconds: 0), line: 2),
      Message(id: "2", parent: "1", author: "b", time: Timestamp(milliseconds: 10), text: "@c", line: 3),
      Message(id: "3", parent: "2", author: "d", time: Timestamp(milliseconds: 20), line: 4),
      Message(id: "4", parent: "2", author: "e", line: 5),
    ]
    let window = RowFilter(since: Timestamp(milliseconds: 10), until: Timestamp(milliseconds: 20))
    let inside = try Self.resolve(messages, filter: window)
    #expect(lines(of: inside.log) == ["b>a comment at 10", "b>c mention at 10"])
    #expect(inside.summary.filteredByWindow == 3)
    #expect(inside.log.people.strings == ["a", "b", "c"])
    let replies = try Self.resolve(messages, filter: RowFilter(kinds: ["reply"]))
    #expect(lines(of: replies.log) == ["d>b reply at 20", "e>b reply"])
    #expect(replies.summary.filteredByKind == 3)
  }

  @Test func textsStandOnceAndOnlyWhenAskedFor() throws {
    for keeps in [true, false] {
      var table = MessageTable(keepsText: keeps)
      table.append(Message(author: "a", text: "@b 안녕", line: 1))
      table.append(Message(author: "b", text: "응", line: 2))
      let log = try MessageResolver().resolve(table).log
      #expect(log.count == 3)
      #expect(log.texts.map { [$0[0], $0[1], $0[2]] } == (keeps ? ["@b 안녕", "", "응"] : nil))
    }
  }

  @Test func agreesWithTheNaiveResolverInAnyOrder() throws {
    for seed in UInt64(1)...60 {
      var random = RandomStream(seed: seed, purpose: "message resolver")
      var messages = NaiveResolver.randomMessages(using: &random)
      let expected = NaiveResolver.rows(messages).sorted()
      let first = try Self.rows(messages).sorted()
      #expect(first == expected, "seed \(seed)")
      messages.shuffle(using: &random)
      let (log, _) = try Self.resolve(messages)
      #expect(lines(of: log).sorted() == first, "seed \(seed), shuffled")
      #expect(log.people.isCanonical)
    }
  }
}
