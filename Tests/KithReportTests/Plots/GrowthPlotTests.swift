import KithGraph
import Testing

@testable import KithReport

@Suite struct GrowthPlotTests {
  @Test(arguments: [3.0, 59, 4_000, 86_400, 345_600, 3e6, 9e8])
  func ticksAreFewAndInside(until: Double) {
    let ticks = GrowthPlot.ticks(until: until, atMost: 8)
    #expect(ticks.first == 0 && ticks.count <= 9 && ticks.count >= 2)
    #expect(ticks.allSatisfy { $0 <= until })
  }

  @Test func durationsAreToldInTheUnitThatFits() {
    let english = ValueFormatting(language: .english, unit: nil)
    let told = [0, 1, 45, 90, 3_600, 7_250, 86_400, 129_600, 1_000_000].map { english.duration(seconds: $0) }
    #expect(
      told == [
        "0 seconds", "1 second", "45 seconds", "1.5 minutes", "60 minutes", "2 hours", "24 hours", "1.5 days",
        "12 days",
      ])
    #expect(english.duration(seconds: 43_200, like: 345_600) == "0.5 days")
    #expect(ValueFormatting(language: .korean, unit: nil).duration(seconds: 5_400) == "1.5시간")
  }

  @Test func namesOfTheDataStayText() throws {
    let rows = [
      SyntheticLog.Row(actor: "a\"<b>", time: 0), SyntheticLog.Row(actor: "b", target: "a\"<b>", time: 1_000),
      SyntheticLog.Row(actor: "c", target: "b", time: 60_000),
    ]
    let model = try SyntheticLog.report(rows).model(edges: [])
    let plot = GrowthPlot(
      model: model, formatting: ValueFormatting(language: .english, unit: nil), phrases: Phrases(language: .english))
    let markup = plot.markup.text
    #expect(markup.contains("a&quot;&lt;b&gt;") && !markup.contains("<b>"))
    #expect(markup.contains("half 1 second") || markup.contains("half 0 seconds"))
  }
}
