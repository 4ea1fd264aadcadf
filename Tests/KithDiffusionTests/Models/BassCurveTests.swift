import KithDiffusion
import KithFoundation
import KithTestSupport
import Testing

@Suite("BassCurve")
struct BassCurveTests {
  @Test("Starts at nothing, ends at everyone, is steepest at its peak")
  func shape() throws {
    let curve = try BassCurve(innovation: 0.03, imitation: 0.38, market: 1000)
    #expect(curve.share(at: 0) == 0 && curve.share(at: -1) == 0)
    #expect(approximately(curve.share(at: 100), 1, 1e-9))
    // ln(0.38 / 0.03) / 0.41.
    #expect(approximately(curve.peakTime, 6.192, 1e-3))
    func rate(_ time: Double) -> Double { curve.adopters(at: time + 1e-4) - curve.adopters(at: time - 1e-4) }
    #expect(rate(curve.peakTime) > rate(curve.peakTime - 0.5) && rate(curve.peakTime) > rate(curve.peakTime + 0.5))
    // The definition: F' = (p + qF)(1 − F).
    for time in [0.5, 3, 8, 15] {
      let share = curve.share(at: time)
      #expect(approximately(rate(time) / 0.2, (0.03 + 0.38 * share) * (1 - share), 1e-6))
    }
    #expect(try BassCurve(innovation: 0.4, imitation: 0.1, market: 1).peakTime == 0)
  }

  @Test("Bass's regression gives back the rates that made the counts")
  func fit() throws {
    let (p, q, m) = (0.02, 0.4, 5000.0)
    var before = 0.0
    let counts = (0..<20).map { _ in
      // The discrete form that the regression assumes.
      let count = (p + q * before / m) * (m - before)
      before += count
      return count
    }
    let curve = try BassCurve(fitting: counts)
    #expect(approximately(curve.innovation, p, 1e-6))
    #expect(approximately(curve.imitation, q, 1e-6))
    #expect(approximately(curve.market, m, 1e-2))
  }

  @Test("Bad requests")
  func errors() {
    func code(_ make: () throws -> BassCurve) -> String? {
      do {
        _ = try make()
        return nil
      } catch { return (error as? KithError)?.diagnostic.code }
    }
    #expect(code { try BassCurve(innovation: 0, imitation: 0.1, market: 1) } == "E720")
    #expect(code { try BassCurve(innovation: 0.1, imitation: -0.1, market: 1) } == "E720")
    #expect(code { try BassCurve(innovation: 0.1, imitation: 0.1, market: .nan) } == "E720")
    #expect(code { try BassCurve(fitting: [1, 2, 3]) } == "E405")
    #expect(code { try BassCurve(fitting: [1, 2, 4, 8, 16, 32]) } == "E405")
    #expect(code { try BassCurve(fitting: [0, 0, 0, 0]) } == "E405")
    #expect(code { try BassCurve(fitting: [1, -2, 3, 4]) } == "E453")
  }
}
