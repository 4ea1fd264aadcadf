import KithFoundation
import KithGraph
import KithInfluence
import KithTestSupport
import Testing

@Suite("Held-out proof of what friends tell")
struct FriendInferenceEvaluationTests {
  static let clubs = Trait(name: "club", values: .nominal(HomophilyData.clubs))

  @Test("Karate's clubs: friends tell, strangers do not", arguments: FriendInference.Method.allCases)
  func karate(method: FriendInference.Method) throws {
    let evaluation = FriendInferenceEvaluation(inference: FriendInference(method: method), rewirings: 10)
    let result = try evaluation.evaluate(Self.clubs, over: Karate.graph)
    #expect(result.kind == .nominal && result.people == 34 && result.absoluteError == nil)
    #expect(result.friends.value > 0.85)
    // With 17 each, holding out more of a group makes it the rarer.
    #expect(result.baseline.value < 0.5)
    #expect(try #require(result.strangers).value < 0.75)
    #expect(approximately(result.gain.value, result.friends.value - result.baseline.value, 1e-12))
    #expect(try #require(result.gain.interval).lowerBound > 0)
    #expect(try #require(result.friends.interval).contains(result.friends.value))
  }

  @Test("Numbers: R² and the mean absolute error")
  func numbers() throws {
    let trait = Trait(name: "club", values: .numeric(HomophilyData.clubNumbers))
    let result = try FriendInferenceEvaluation(rewirings: 5).evaluate(trait, over: Karate.graph)
    #expect(result.kind == .numeric && result.friends.value > 0.4 && result.baseline.value <= 0)
    let (miss, baseline) = (try #require(result.absoluteError), try #require(result.baselineAbsoluteError))
    #expect(miss < 0.4 && baseline >= 0.5)
    #expect(try #require(result.strangers).value < 0.3)
    #expect(approximately(result.gain.value, result.friends.value - result.baseline.value, 1e-12))
  }

  @Test("A trait dealt out at random is not told")
  func random() throws {
    let trait = Trait(
      name: "g", values: .nominal(HomophilyData.randomGroups(34, groups: 2, seed: 11, unknown: false)))
    let result = try FriendInferenceEvaluation(rewirings: 0).evaluate(trait, over: Karate.graph)
    #expect(result.friends.value < 0.75 && result.strangers == nil)
  }

  @Test("Threads and row order change nothing")
  func deterministic() throws {
    let edges = RandomEdges(seed: 8, isDirected: true, isWeighted: true)
    let trait = Trait(name: "x", values: .numeric(HomophilyData.randomValues(edges.nodeCount, seed: 8)))
    let evaluation = FriendInferenceEvaluation(folds: 4, rewirings: 3)
    let one = try evaluation.evaluate(trait, over: edges.graph)
    let two = try evaluation.evaluate(trait, over: edges.shuffledGraph(1), execution: Execution(threads: 2))
    #expect(one == two)
  }

  @Test func refusals() throws {
    let exit = { (evaluation: FriendInferenceEvaluation, trait: KithInfluence.Trait) -> KithFoundation.ExitCode? in
      do { _ = try evaluation.evaluate(trait, over: Karate.graph) } catch let error as KithError {
        return error.exitCode
      }
      return nil
    }
    let few = Trait(name: "x", values: .numeric([1, 2, 3] + [Double](repeating: .nan, count: 31)))
    let same = Trait(name: "x", values: .numeric([Double](repeating: 4, count: 34)))
    #expect(try exit(FriendInferenceEvaluation(folds: 1), Self.clubs) == .usage)
    #expect(try exit(FriendInferenceEvaluation(rewirings: -1), Self.clubs) == .usage)
    #expect(try exit(FriendInferenceEvaluation(), few) == .answerIsNo)
    #expect(try exit(FriendInferenceEvaluation(), same) == .answerIsNo)
    #expect(
      try exit(FriendInferenceEvaluation(inference: FriendInference(maxIterations: 1)), Self.clubs) == .notConverged)
  }
}
