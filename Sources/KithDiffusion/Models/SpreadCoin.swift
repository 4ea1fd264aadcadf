/// The coin of (seed, simulation, edge): the same on one machine, on any number of threads and on a cluster.
///
///     let key = SpreadCoin.key(seed: 1, simulation: 42)
///     SpreadCoin.isLive(key, from: 3, to: 8, probability: 0.25)
///
/// The hash is XXH64 of one 8-byte value each, chained, first seed 42: what Apache Spark computes as
/// `xxhash64(seed, simulation, source, target)`; the edge is live if
/// `shiftrightunsigned(hash, 11) < CAST(p * 9007199254740992 AS BIGINT)`. Under the threshold model a person has one
/// coin, `xxhash64(seed, simulation, target)`, that falls between the running sums of the weights into them.
public enum SpreadCoin {
  /// XXH64 of several values, chained.
  public static func hash(_ values: UInt64...) -> UInt64 { values.reduce(42) { chain($0, $1) } }

  public static func key(seed: UInt64, simulation: Int) -> UInt64 { hash(seed, UInt64(simulation)) }

  public static func isLive(_ key: UInt64, from source: Int, to target: Int, probability: Double) -> Bool {
    chain(chain(key, UInt64(source)), UInt64(target)) >> 11 < threshold(probability)
  }

  /// The number of the 2^53 coins that show heads.
  @inline(__always) static func threshold(_ probability: Double) -> UInt64 { UInt64(probability * 0x1p53) }

  @inline(__always) static func chain(_ hash: UInt64, _ value: UInt64) -> UInt64 {
    let mixed = upperHalf(hash, value)
    return mixed ^ (mixed >> 32)
  }

  /// The hash before its last step, which leaves the upper 32 bits alone.
  @inline(__always) static func upperHalf(_ hash: UInt64, _ value: UInt64) -> UInt64 {
    var mixed = hash &+ (prime5 &+ 8)
    mixed ^= rotated(value &* prime2, 31) &* prime1
    mixed = rotated(mixed, 27) &* prime1 &+ prime4
    mixed = (mixed ^ (mixed >> 33)) &* prime2
    return (mixed ^ (mixed >> 29)) &* prime3
  }

  @inline(__always) private static func rotated(_ value: UInt64, _ bits: UInt64) -> UInt64 {
    (value &<< bits) | (value &>> (64 &- bits))
  }

  private static var prime1: UInt64 { 0x9e37_79b1_85eb_ca87 }
  private static var prime2: UInt64 { 0xc2b2_ae3d_27d4_eb4f }
  private static var prime3: UInt64 { 0x1656_67b1_9e37_79f9 }
  private static var prime4: UInt64 { 0x85eb_ca77_c2b2_ae63 }
  private static var prime5: UInt64 { 0x27d4_eb2f_1656_67c5 }
}
