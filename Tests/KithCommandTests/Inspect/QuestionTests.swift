import Testing

@testable import KithCommand

struct QuestionTests {
  private let nothing = Question.Data(
    hasEdges: false, hasTimes: false, hasKinds: false, hasChannels: false, hasItems: false, hasTexts: false,
    hasActors: false)
  private let everything = Question.Data(
    hasEdges: true, hasTimes: true, hasKinds: true, hasChannels: true, hasItems: true, hasTexts: true, hasActors: true)

  @Test func everythingNeedsSomethingAndOptionsAreNamed() {
    let questions = Question.all(nothing)
    #expect(questions.allSatisfy { $0.need?.isEmpty == false })
    for option in ["--to", "--at", "--item", "--text", "--kind", "--channel", "--from"] {
      #expect(questions.contains { $0.need?.contains(option) == true }, "\(option)")
    }
  }

  @Test func aFullLogAnswersAll() {
    #expect(Question.all(everything).allSatisfy { $0.need == nil })
    #expect(Question.all(everything).first { $0.verb == "cascades" }?.need == nil)
  }
}
