import KithGraph

/// Something known of each person before anything spread: age, taste, region.
///
///     let taste = Trait(name: "taste", values: .nominal(codes))
///     let age = Trait(name: "age", values: .numeric([31, 28, .nan, 45]))     // of the third nothing is known
///
/// One value a node, in node order; unknown is `nan`, or `InteractionLog.none` as code.
public struct Trait: Sendable {
  public enum Values: Sendable {
    case numeric([Double])
    case nominal(CodedColumn)
  }

  public var name: String
  public var values: Values

  public init(name: String, values: Values) {
    self.name = name
    self.values = values
  }

  public var count: Int {
    switch values {
    case .numeric(let numbers): numbers.count
    case .nominal(let column): column.codes.count
    }
  }

  /// Whether the value of a node is known.
  public func isKnown(_ node: Int) -> Bool {
    switch values {
    case .numeric(let numbers): !numbers[node].isNaN
    case .nominal(let column): column.codes[node] != InteractionLog.none
    }
  }
}
