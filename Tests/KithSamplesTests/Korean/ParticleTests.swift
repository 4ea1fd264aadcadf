import Testing

@testable import KithSamples

@Suite struct ParticleTests {
  @Test(arguments: [
    ("을", "쿠키", "쿠키를"), ("을", "마들렌", "마들렌을"), ("은", "오븐", "오븐은"), ("이", "푸딩", "푸딩이"), ("이", "바", "바가"),
    ("으로", "오븐", "오븐으로"), ("으로", "물", "물로"), ("으로", "쿠키", "쿠키로"), ("과", "우유", "우유와"),
    ("이랑", "귤", "귤이랑"), ("이나", "타르트", "타르트나"), ("에서", "공원", "공원에서"), ("을", "camp", "camp를"), ("을", "", "를"),
  ])
  func followsTheLastSound(particle: String, word: String, expected: String) {
    #expect(Particle.attach(particle, to: word) == expected)
  }
}
