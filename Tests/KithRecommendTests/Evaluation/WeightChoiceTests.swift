import Testing

@testable import KithRecommend

@Suite("Choice of λ")
struct WeightChoiceTests {
  private let grid = [0, 0.1, 0.4]

  @Test("The best where it is beyond chance")
  func clear() {
    let choice = WeightChoice(grid: grid, ndcg: [[0.1, 0.2, 0.3, 0.2], [0.3, 0.4, 0.5, 0.5], [0.1, 0.2, 0.3, 0.3]])
    #expect(choice.lambda == 0.1 && choice.best == 0.1 && choice.users == 4)
    #expect(abs(choice.gain - 0.225) < 1e-12 && abs(choice.means[1] - 0.425) < 1e-12)
    // Gains 0.2, 0.2, 0.2, 0.3: variance 0.0025 over 4.
    #expect(abs((choice.error ?? 0) - 0.025) < 1e-12)
  }

  @Test("The least where the best is not a standard error better, or there is one user, or none")
  func chance() {
    let noisy = WeightChoice(grid: grid, ndcg: [[0.5, 0], [0, 0.6], [0, 0]])
    #expect(noisy.lambda == 0 && noisy.best == 0.1 && noisy.gain > 0)
    let one = WeightChoice(grid: grid, ndcg: [[0.5], [0.9], [0]])
    #expect(one.lambda == 0 && one.best == 0.1 && one.error == nil)
    let none = WeightChoice(grid: grid, ndcg: [[], [], []])
    #expect(none.lambda == 0 && none.gain == 0 && none.means == [0, 0, 0])
  }

  @Test("Of equals the least, whatever the order of the grid")
  func equals() {
    let choice = WeightChoice(grid: [0.4, 0, 0.1], ndcg: [[0.5, 0.6], [0.1, 0.1], [0.5, 0.6]])
    #expect(choice.lambda == 0.1 && choice.best == 0.1)
  }
}
