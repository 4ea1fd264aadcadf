import KithMeasures
import Testing

@testable import KithCommand

struct MeasureOptionTests {
  private func uses(_ name: String) throws -> [MeasureOption] {
    let entry = try #require(MeasureRegistry.entry(name))
    return MeasureOption.allCases.filter { $0.isUsed(by: entry) }
  }

  @Test func measuresShowWhichOptionsTheyHave() throws {
    #expect(try uses("pagerank").contains(.damping))
    #expect(try !uses("pagerank").contains(.alpha))
    #expect(try uses("in-degree") == [])
    #expect(try uses("leiden").contains(.resolution) && uses("leiden").contains(.runs))
    #expect(try uses("concentration") == [])
  }
}
