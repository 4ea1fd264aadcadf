import Testing

@testable import KithRecommend

@Suite("Friend weight")
struct FriendWeightTests {
  @Test func fewItemsLetFriendsCountMore() {
    let rule = FriendWeight(0.1, isLargerForFewItems: true)
    #expect([0, 1, 3, 39, 100].map { rule.lambda(items: $0) } == [4, 2, 1, 0.1, 0.1])
    #expect(FriendWeight(0.1).lambda(items: 0) == 0.1)
    #expect(FriendWeight(0, isLargerForFewItems: true).lambda(items: 0) == 0)
  }

  @Test func standardScores() {
    let standard = Standard([1, 2, 3, 4])
    #expect(standard.mean == 2.5 && abs(standard.deviation - 1.25.squareRoot()) < 1e-12)
    #expect(Standard([2, 2]).z(2) == 0 && Standard([]).deviation == 1)
  }
}
