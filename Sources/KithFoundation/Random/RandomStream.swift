/// A counter-based random stream: number `i` of stream (seed, purpose, index) is a pure function
/// of those four, so no draw depends on threads or on what was drawn elsewhere.
///
///     var coin = RandomStream(seed: 1, purpose: "leiden", index: 7)
///     let order = (0..<10).shuffled(using: &coin)
///
/// The generator is SplitMix64 (Steele, Lea & Flood 2014, doi 10.1145/2660193.2660195) with the
/// key mixed in twice. Not for cryptography.
public struct RandomStream: RandomNumberGenerator, Sendable {
  @usableFromInline let key: UInt64
  @usableFromInline var counter: UInt64 = 0

  public init(seed: UInt64, purpose: StaticString, index: UInt64 = 0) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    purpose.withUTF8Buffer { for byte in $0 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 } }
    key = Self.mix(Self.mix(seed &+ 0x9e37_79b9_7f4a_7c15) ^ hash) ^ Self.mix(index &* 0xd134_2543_de82_ef95 &+ 1)
  }

  @inlinable public mutating func next() -> UInt64 {
    counter &+= 1
    return Self.mix(key &+ counter &* 0x9e37_79b9_7f4a_7c15)
  }

  /// Uniform in [0, 1) with 53 random bits.
  @inlinable public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Uniform in `0..<bound`, by Lemire's multiplication (bias below 2⁻⁶⁴ · bound).
  @inlinable public mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  @inlinable static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
