import KithGraph

/// What people allow, by person: using what they took, offering them things, and naming them as a reason.
///
///     var consent = ChoiceConsent(people: names.count)
///     consent.mayUse[3] = false
///
/// Silence allows use and offers, never naming.
public struct ChoiceConsent: Sendable, Equatable {
  /// Whether what a person took may be used for others, and for themselves.
  public var mayUse: [Bool]
  /// Whether a person may be offered something.
  public var mayOffer: [Bool]
  /// Whether a person may be named as one who took something.
  public var mayName: [Bool]

  /// Nobody said anything.
  public init(people: Int) {
    mayUse = [Bool](repeating: true, count: people)
    mayOffer = mayUse
    mayName = [Bool](repeating: false, count: people)
  }

  /// Actions that may be used, and how many people's were left out.
  func allowed(_ actions: ActionLog) -> (actions: ActionLog, people: Int) {
    var kept: [(person: UInt32, item: UInt32, time: Int64)] = []
    var isLeft = [Bool](repeating: false, count: actions.people.count)
    for item in 0..<actions.items.count {
      for row in actions.actions(of: item) {
        let person = Int(actions.persons[row])
        if mayUse[person] {
          kept.append((actions.persons[row], UInt32(item), actions.times[row]))
        } else {
          isLeft[person] = true
        }
      }
    }
    let allowed = ActionLog(
      people: actions.people, items: actions.items, persons: kept.map(\.person), itemCodes: kept.map(\.item),
      times: kept.map(\.time))
    return (allowed, isLeft.count { $0 })
  }
}
