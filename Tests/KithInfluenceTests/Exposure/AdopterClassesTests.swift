import KithInfluence
import KithTestSupport
import Testing

@Suite("Adopter classes")
struct AdopterClassesTests {
  @Test("Coleman, Katz and Menzel: 20, 55, 23 and 27 if those who never adopted are counted, else a class of their own")
  func medical() {
    #expect(AdopterClasses(of: MedicalInnovation.coded).counts == [20, 55, 23, 27])
    let real = AdopterClasses(of: MedicalInnovation.times)
    #expect(real.counts == [20, 42, 25, 22])
    #expect(real.of.count { $0 == .notYet } == 16)
    // Months count from 1 in the source.
    #expect(approximately(real.mean! + 1, 6.504587156, 1e-9))
    #expect(approximately(real.standardDeviation!, 4.195729428, 1e-9))
  }

  @Test("No spread, no classes")
  func degenerate() {
    let never = AdoptionTimes.never
    for (periods, reason) in [
      ([never, never], "nobody acted"), ([3, never], "only one person acted"),
      ([2, 2], "all who acted did so in the same period"),
    ] {
      let classes = AdopterClasses(of: AdoptionTimes(periods: periods, count: 5))
      #expect(classes.undefined == reason && classes.counts == [0, 0, 0, 0])
      #expect(zip(classes.of, periods).allSatisfy { ($0 == .notYet) == ($1 == never) })
    }
    #expect(AdopterClasses(of: AdoptionTimes(periods: [], count: 1)).mean == nil)
  }
}
