import KithGraph
import KithRecommend
import Testing

@Suite("Users and items")
struct UserItemsTests {
  @Test func bothWaysRound() {
    let taken = UserItems(users: 3, items: 4, pairs: [(2, 1), (0, 3), (0, 1), (2, 1), (2, 0)])
    #expect(taken.count == 4)
    #expect((0..<3).map { Array(taken.items(of: $0)) } == [[1, 3], [], [0, 1]])
    #expect((0..<4).map { Array(taken.users(of: $0)) } == [[2], [0, 2], [], [0]])
    #expect(taken.isTaken(3, by: 0) && !taken.isTaken(2, by: 0) && !taken.isTaken(0, by: 1))
  }

  @Test func anActionTwiceIsOnePair() {
    let actions = ActionLog(
      people: NameTable(["a", "b"]), items: NameTable(["x"]), persons: [1, 1, 0], itemCodes: [0, 0, 0],
      times: [5, 6, 7])
    #expect(Array(UserItems(actions).users(of: 0)) == [0, 1])
  }

  @Test func onlySomeUsersPairs() {
    let taken = UserItems(users: 3, items: 4, pairs: [(2, 1), (0, 3), (1, 0)])
    let some = taken.of([true, false, true])
    #expect(some == UserItems(users: 3, items: 4, pairs: [(2, 1), (0, 3)]))
  }
}
