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

  @Test("Least squares on the shares of Coleman, Katz and Menzel's doctors, as R's nls has them")
  func shares() throws {
    let adopters = [11.0, 20, 29, 40, 51, 62, 75, 82, 86, 87, 92, 95, 98, 102, 106, 108, 109, 125]
    let all = try BassCurve(fittingShares: adopters.map { $0 / 125 }, market: 125)
    #expect(approximately(all.innovation, 0.09094163627, 1e-7) && approximately(all.imitation, 0.0795498865, 1e-7))
    let seen = try BassCurve(fittingShares: adopters.dropLast().map { $0 / 125 }, market: 125)
    // That fit stops at a relative tolerance of 1e-5.
    #expect(
      approximately(seen.innovation, 0.09566967427, 1e-6) && approximately(seen.imitation, 0.06202191084, 1e-6),
      "\(seen.imitation)")
    for (curve, adopters, loss) in [(all, adopters, 0.01815649493), (seen, adopters.dropLast(), 0.01040)] {
      let sum = adopters.enumerated().reduce(0.0) { sum, point in
        let error = point.element / 125 - curve.share(at: Double(point.offset + 1))
        return sum + error * error
      }
      #expect(approximately(sum, loss, 1e-5))
    }
    // A curve of its own kind comes back.
    let made = try BassCurve(innovation: 0.01, imitation: 0.5, market: 10)
    let back = try BassCurve(fittingShares: (1...20).map { made.share(at: Double($0)) }, market: 10)
    #expect(approximately(back.innovation, 0.01, 1e-8) && approximately(back.imitation, 0.5, 1e-7))
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
    #expect(code { try BassCurve(fittingShares: [0.1, 0.2], market: 9) } == "E405")
    #expect(code { try BassCurve(fittingShares: [0, 0, 0], market: 9) } == "E405")
    #expect(code { try BassCurve(fittingShares: [0.2, 0.1, 0.3], market: 9) } == "E453")
    #expect(code { try BassCurve(fittingShares: [0.2, 0.4, .nan], market: 9) } == "E453")
    #expect(code { try BassCurve(fittingShares: [1, 1, 1], market: 9) } == nil)
  }
}
