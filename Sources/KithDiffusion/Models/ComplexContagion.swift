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
    from spreaders: [Int], on influence: Graph, execution: Execution = .serial
  ) throws -> ContagionCourse {
    switch threshold {
    case .number(let number) where number < 1:
      throw DiffusionError.option("the threshold", number, choose: "1 contact or more")
    case .share(let share) where !(share > 0 && share <= 1):
      throw DiffusionError.option("the threshold", share, choose: "a share above 0, at most 1")
    default: break
    }
    if let deadline, deadline < 0 { throw DiffusionError.option("the deadline", deadline, choose: "0 steps or more") }
    var step = [Int?](repeating: nil, count: influence.nodeCount)
    var missing = (0..<influence.nodeCount).map { needed(of: influence.in.degree($0)) }
    var queue = try influence.checked(spreaders)
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
