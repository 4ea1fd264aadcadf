import KithStatistics
import KithTestSupport
import Testing

@Suite("Hypergeometric")
struct HypergeometricTests {
  @Test("By hand: 10 of 100 marked, 20 drawn")
  func hand() {
    let draw = Hypergeometric(population: 100, marked: 10, drawn: 20)
    #expect(draw.mean == 2)
    #expect(draw.support == 0...10)
    // Sums of whole binomials.
    #expect(approximately(draw.upperTail(6), 0.0039330764667913545, 1e-15))
    #expect(approximately(draw.upperTail(1), 0.9048837275692115, 1e-13))
    #expect(abs(draw.upperTail(10) / 1.0673177187555404e-08 - 1) < 1e-12)
    #expect(draw.upperTail(0) == 1 && draw.upperTail(-3) == 1 && draw.upperTail(11) == 0)
  }

  @Test("Against every way to draw, small cases")
  func enumerated() {
    for population in 0...9 {
      for marked in 0...population {
        for drawn in 0...population {
          var counts = [Int](repeating: 0, count: population + 1)
          for set in 0..<(1 << population) where set.nonzeroBitCount == drawn {
            counts[(set & ((1 << marked) - 1)).nonzeroBitCount] += 1
          }
          let all = Double(counts.reduce(0, +))
          let draw = Hypergeometric(population: population, marked: marked, drawn: drawn)
          for count in 0...population {
            let tail = Double(counts[count...].reduce(0, +)) / all
            #expect(approximately(draw.upperTail(count), tail, 1e-13), "\(draw), \(count)")
          }
          let squares = counts.enumerated().reduce(0.0) { $0 + Double($1.offset * $1.offset * $1.element) } / all
          #expect(approximately(draw.mean { Double($0 * $0) }, squares, 1e-12), "\(draw)")
          #expect(approximately(draw.mean { Double($0) }, draw.mean, 1e-12), "\(draw)")
        }
      }
    }
  }

  @Test("Large populations neither overflow nor lose the mean")
  func large() {
    let draw = Hypergeometric(population: 10_000_000, marked: 40_000, drawn: 500_000)
    #expect(approximately(draw.mean { Double($0) }, 2000, 1e-6))
    #expect(approximately(draw.upperTail(2000), 0.5, 0.01))
    #expect(draw.upperTail(4000) < 1e-300)
    #expect(draw.upperTail(1000) > 1 - 1e-15)
  }
}
