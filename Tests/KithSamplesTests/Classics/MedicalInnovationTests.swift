import Testing

@testable import KithSamples

@Suite struct MedicalInnovationTests {
  let edges = readTable("edges.csv", of: .medicalInnovation)
  let people = readTable("people.csv", of: .medicalInnovation)

  @Test func countsAreThePublishedOnes() {
    #expect(people.count == 125 && edges.count == 294)
    #expect(edges.compactMap { $0["weight"].flatMap { Int($0) } }.reduce(0, +) == 450)
    #expect((1...4).map { city in people.count { $0["city"] == "\(city)" } } == [62, 24, 21, 18])
    let doctors = Set(people.map { $0["id"] })
    #expect(edges.allSatisfy { doctors.contains($0["from"]) && doctors.contains($0["to"]) })
    #expect(doctors.subtracting(edges.map { $0["from"] }).count == 11)
  }

  @Test func adoptionCurveLeavesSixteenCensored() {
    let months = people.compactMap { $0["adoption_month"].flatMap { Int($0) } }
    let curve = (1...17).map { month in months.count { $0 <= month } }
    #expect(curve == [11, 20, 29, 40, 51, 62, 75, 82, 86, 87, 92, 95, 98, 102, 106, 108, 109])
    #expect(people.count { $0["adoption_month"] == "" } == 16)
  }
}
