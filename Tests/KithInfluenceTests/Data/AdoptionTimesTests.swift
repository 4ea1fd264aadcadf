import KithInfluence
import Testing

@Suite("Adoption times")
struct AdoptionTimesTests {
  @Test func momentsFallIntoHalfOpenPeriods() {
    let times = AdoptionTimes(firsts: [100, 109, 110, 129, 130, nil, 5], start: 100, width: 10, count: 3)
    let never = AdoptionTimes.never
    #expect(times.periods == [0, 0, 1, 2, never, never, 0])
    #expect(times.adopters == 5)
  }

  @Test func farApartMomentsDoNotOverflow() {
    let times = AdoptionTimes(firsts: [.max, .min], start: -10, width: 1, count: 2)
    #expect(times.periods == [AdoptionTimes.never, 0])
  }
}
