import KithGraph
import KithTestSupport
import Testing

@testable import KithDiffusion

@Suite("Epidemic threshold")
struct EpidemicThresholdTests {
  @Test("K19: the karate club")
  func karate() throws {
    let threshold = try EpidemicThreshold(of: Karate.graph)
    #expect(abs((threshold.meanField.value ?? 0) - 0.147727) < 1e-6)
    #expect(abs((threshold.spectral.value ?? 0) - 0.148683) < 1e-6)
  }

  @Test("A regular network: one over the number of contacts, and over one less")
  func regular() throws {
    let graph = Graph(
      sources: (0..<4).flatMap { a in (0..<4).filter { $0 != a }.map { _ in UInt32(a) } },
      targets: (0..<4).flatMap { a in (0..<4).filter { $0 != a }.map { UInt32($0) } }, nodeCount: 4)
    let threshold = try EpidemicThreshold(of: graph)
    #expect(abs((threshold.spectral.value ?? 0) - 1.0 / 3) < 1e-8)
    #expect(threshold.meanField.value == 0.5)
  }

  @Test func chainsAndEmptyNetworksHaveNone() throws {
    let chain = try EpidemicThreshold(of: Graph(sources: [0, 1], targets: [1, 2], nodeCount: 3))
    #expect(chain.spectral.value == nil && chain.meanField.value == nil)
    let empty = try EpidemicThreshold(of: Graph(sources: [], targets: [], nodeCount: 0))
    #expect(empty.spectral.value == nil && empty.meanField.value == nil)
  }
}
