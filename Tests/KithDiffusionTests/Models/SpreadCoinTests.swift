import KithDiffusion
import Testing

@Suite("SpreadCoin")
struct SpreadCoinTests {
  @Test("Equals Spark's xxhash64 of chained numbers")
  func spark() {
    #expect(Int64(bitPattern: SpreadCoin.hash(7, 1, 2, 3)) == -5_396_786_671_529_541_214)
  }

  @Test("The coin is the hash's upper 53 bits")
  func isLive() {
    let key = SpreadCoin.key(seed: 7, simulation: 1)
    let coin = Double(SpreadCoin.hash(7, 1, 2, 3) >> 11) * 0x1p-53
    #expect(SpreadCoin.isLive(key, from: 2, to: 3, probability: coin + 0x1p-53))
    #expect(!SpreadCoin.isLive(key, from: 2, to: 3, probability: coin))
  }

  @Test("Certain edges are always live, impossible ones never; others as often as they should")
  func frequencies() {
    var live = 0
    for simulation in 0..<20_000 {
      let key = SpreadCoin.key(seed: 3, simulation: simulation)
      #expect(SpreadCoin.isLive(key, from: 1, to: 2, probability: 1))
      #expect(!SpreadCoin.isLive(key, from: 1, to: 2, probability: 0))
      if SpreadCoin.isLive(key, from: 1, to: 2, probability: 0.2) { live += 1 }
    }
    // Five standard errors.
    #expect(abs(live - 4000) < 283)
  }
}
