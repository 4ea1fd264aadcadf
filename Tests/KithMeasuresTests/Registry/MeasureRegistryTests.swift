import KithMeasures
import Testing

@Suite("The registry of measures")
struct MeasureRegistryTests {
  @Test("Every entry is complete and its name is its own")
  func complete() {
    let all = MeasureRegistry.all
    #expect(Set(all.map(\.name)).count == all.count)
    for measure in all {
      for text in [measure.title, measure.question, measure.convention, measure.complexity, measure.citation] {
        #expect(!text.isEmpty && !text.contains("\n") && !text.contains("  "), "\(measure.name): \(text)")
      }
      #expect(measure.question.hasSuffix("?"), "\(measure.name)")
      #expect(measure.name.allSatisfy { $0.isLowercase || $0 == "-" }, "\(measure.name)")
    }
  }

  @Test("Measures are found by name")
  func lookup() {
    #expect(MeasureRegistry[name: "pagerank"] == PageRank.info)
    #expect(MeasureRegistry[name: "in-strength"] == DegreeCentrality(.in, isWeighted: true).info)
    #expect(MeasureRegistry[name: "popularity"] == nil)
  }
}
