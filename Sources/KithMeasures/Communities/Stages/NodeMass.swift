/// What the null model knows of a node; the mass of a community is the sum of its members'.
///
/// The weight expected between two of them is the objective's pressure times the product of their masses.
protocol NodeMass: BitwiseCopyable, Sendable {
  static var zero: Self { get }
  /// The weight of all edges at the node.
  var strength: Double { get }
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Double
  /// For products: what the product with another comes to times the factor.
  func scaled(by factor: Double) -> Self
}

extension NodeMass {
  @inline(__always) static func += (a: inout Self, b: Self) { a = a + b }
  @inline(__always) static func -= (a: inout Self, b: Self) { a = a - b }
}

/// Modularity: strong nodes are expected to meet.
struct Strength: NodeMass {
  var strength: Double

  static var zero: Strength { Strength(strength: 0) }
  @inline(__always) static func + (a: Self, b: Self) -> Self { Strength(strength: a.strength + b.strength) }
  @inline(__always) static func - (a: Self, b: Self) -> Self { Strength(strength: a.strength - b.strength) }
  @inline(__always) static func * (a: Self, b: Self) -> Double { a.strength * b.strength }
  @inline(__always) func scaled(by factor: Double) -> Self { Strength(strength: factor * strength) }
}

/// Directed modularity: who sends much is expected to reach who receives much, in either direction.
struct TwoWayStrength: NodeMass {
  var out: Double
  var `in`: Double

  static var zero: TwoWayStrength { TwoWayStrength(out: 0, in: 0) }
  @inline(__always) var strength: Double { out + self.in }
  @inline(__always) static func + (a: Self, b: Self) -> Self { Self(out: a.out + b.out, in: a.in + b.in) }
  @inline(__always) static func - (a: Self, b: Self) -> Self { Self(out: a.out - b.out, in: a.in - b.in) }
  @inline(__always) static func * (a: Self, b: Self) -> Double { a.out * b.in + a.in * b.out }
  @inline(__always) func scaled(by factor: Double) -> Self { Self(out: factor * out, in: factor * self.in) }
}

/// The constant Potts model: any two nodes are expected to meet alike.
struct Headcount: NodeMass {
  var count: Double
  var strength: Double

  static var zero: Headcount { Headcount(count: 0, strength: 0) }
  @inline(__always) static func + (a: Self, b: Self) -> Self {
    Self(count: a.count + b.count, strength: a.strength + b.strength)
  }
  @inline(__always) static func - (a: Self, b: Self) -> Self {
    Self(count: a.count - b.count, strength: a.strength - b.strength)
  }
  @inline(__always) static func * (a: Self, b: Self) -> Double { a.count * b.count }
  @inline(__always) func scaled(by factor: Double) -> Self { Self(count: factor * count, strength: strength) }
}
