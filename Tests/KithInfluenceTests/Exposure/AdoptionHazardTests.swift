import KithInfluence
import KithTestSupport
import Testing

@Suite("Adoption hazard")
struct AdoptionHazardTests {
  @Test("Coleman, Katz and Menzel")
  func medical() {
    let periods = AdoptionHazard(of: MedicalInnovation.times).periods
    #expect(
      periods.map(\.cumulative) == [11, 20, 29, 40, 51, 62, 75, 82, 86, 87, 92, 95, 98, 102, 106, 108, 109])
    let expected = [0.0789, 0.0857, 0.1146, 0.1294, 0.1486, 0.2063, 0.1400]
    for (period, value) in zip(periods.dropFirst(), expected) {
      #expect(approximately(period.hazard.value!, value, 5e-5))
    }
    #expect(approximately(periods[0].hazard.value!, 11.0 / 125, 1e-15))
    // The share that never acted is what all the hazards leave.
    let left = periods.reduce(1.0) { $0 * (1 - $1.hazard.value!) }
    #expect(approximately(left, 16.0 / 125, 1e-12))
  }

  @Test("Once everyone has acted there is no hazard")
  func everyone() {
    let periods = AdoptionHazard(of: AdoptionTimes(periods: [0, 1], count: 3)).periods
    #expect(periods.map(\.hazard.value) == [0.5, 1, nil])
    #expect(periods[2].hazard.undefined == "everyone had acted before")
    #expect(AdoptionHazard(of: AdoptionTimes(periods: [], count: 1)).periods[0].hazard.value == nil)
  }
}
