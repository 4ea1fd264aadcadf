import KithFoundation
import KithGraph

/// A person follows once enough of their contacts have: two or more friends, or a quarter of them.
///
///     let course = try ComplexContagion(.share(0.25)).course(from: [3, 8], on: graph.influence)
///     course.size; course.reachedByStep
///
/// Contacts are those who influence a person: sources of edges into them in the influence graph, each counted once.
/// Everything is decided by who starts. Someone without contacts never follows. O(nodes + edges). Centola & Macy
/// 2007, doi 10.1086/521848; by share Watts 2002, doi 10.1073/pnas.082090499.
public struct ComplexContagion: Sendable, Codable, Equatable {
  public enum Threshold: Sendable, Codable, Equatable {
    /// This many contacts.
    case number(Int)
    /// This share of the contacts.
    case share(Double)
  }

  public var threshold: Threshold
  /// The last step that counts; nil for no end.
  public var deadline: Int?

  public init(_ threshold: Threshold, deadline: Int? = nil) {
    self.threshold = threshold
    self.deadline = deadline
  }

  /// Errors: E720 for a threshold of no contacts or a deadline before the start; E452 for unknown people.
  public func course(
    from spreaders: [Int], blocking blocked: [Int] = [], on influence: Graph, execution: Execution = .serial
  ) throws -> ContagionCourse {
    switch threshold {
    case .number(let number) where number < 1:
      throw KithError.option("the threshold", number, choose: "1 contact or more")
    case .share(let share) where !(share > 0 && share <= 1):
      throw KithError.option("the threshold", share, choose: "a share above 0, at most 1")
    default: break
    }
    if let deadline, deadline < 0 { throw KithError.option("the deadline", deadline, choose: "0 steps or more") }
    var step = [Int?](repeating: nil, count: influence.nodeCount)
    var missing = (0..<influence.nodeCount).map { needed(of: influence.in.degree($0)) }
    // A blocked contact still counts among the contacts of others: it just never follows.
    for node in try influence.checked(blocked) { missing[node] = .max }
    var queue = try influence.checked(spreaders).filter { missing[$0] < .max }
    for node in queue { step[node] = 0 }
    var head = 0
    while head < queue.count {
      if head % 4096 == 0 { try execution.checkCancellation() }
      let now = step[queue[head]]!
      if now == deadline ?? .max { break }
      for target in influence.outNeighbors(of: queue[head]).map(Int.init) where step[target] == nil {
        missing[target] -= 1
        if missing[target] == 0 {
          step[target] = now + 1
          queue.append(target)
        }
      }
      head += 1
    }
    return ContagionCourse(step: step)
  }

  private func needed(of contacts: Int) -> Int {
    switch threshold {
    case .number(let number): number
    // A share that comes out a whole number but for rounding is that number.
    case .share(let share): max(1, Int((share * Double(contacts) - 1e-9).rounded(.up)))
    }
  }
}

extension ComplexContagion {
  /// What the numbers mean, for outputs.
  public var convention: String {
    let enough =
      switch threshold {
      case .number(let number): "\(number) \(number == 1 ? "contact has" : "contacts have")"
      case .share(let share): "a share of \(share) of the contacts have"
      }
    let end = deadline.map { "reached within \($0) \($0 == 1 ? "step" : "steps")" } ?? "no deadline"
    return "complex contagion on influence (from the addressed to those who addressed them): a person follows once "
      + "\(enough); \(end); those who start count"
  }

  /// How much further one plan reaches than another; nothing is left to chance. A plan's deadline ends it where it is
  /// earlier than the model's.
  ///
  /// Errors: as `course`.
  public func difference(
    of first: SpreadScenario, and second: SpreadScenario, on influence: Graph, execution: Execution = .serial
  ) throws -> SpreadDifference {
    let spreads = try [first, second].map { try course(of: $0, on: influence, execution: execution).spread }
    return SpreadDifference(exactly: spreads[0], spreads[1])
  }

  /// The course of a plan and its spread, which has one outcome only.
  ///
  /// Errors: as `course`.
  public func course(
    of plan: SpreadScenario, on influence: Graph, execution: Execution = .serial
  ) throws -> (course: ContagionCourse, spread: SpreadEstimate) {
    let model = ending(by: plan.deadline)
    let course = try model.course(from: plan.spreaders, blocking: plan.blocked, on: influence, execution: execution)
    return (course, SpreadEstimate(exactly: Double(course.size), outcomes: 1, convention: model.convention))
  }

  /// The same with nothing counted after a step, or after its own deadline where that is earlier.
  public func ending(by step: Int?) -> ComplexContagion {
    guard let step, step < deadline ?? .max else { return self }
    return ComplexContagion(threshold, deadline: step)
  }
}

/// Who follows when.
public struct ContagionCourse: Sendable, Codable, Equatable {
  /// By node: the step in which it is reached, 0 for those who start; nil for never.
  public var step: [Int?]

  public var size: Int { step.count { $0 != nil } }
  /// How many are reached by each step, from step 0 on.
  public var reachedByStep: [Int] {
    guard let last = step.compactMap({ $0 }).max() else { return [0] }
    var counts = [Int](repeating: 0, count: last + 1)
    for case let step? in step { counts[step] += 1 }
    for step in counts.indices.dropFirst() { counts[step] += counts[step - 1] }
    return counts
  }
}
