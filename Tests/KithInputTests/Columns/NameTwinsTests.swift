import KithGraph
import Testing

@testable import KithInput

@Suite struct NameTwinsTests {
  @Test func twinsAreNamed() {
    let names = [" u1", "Bob", "bob", "u1", "u2", "\u{1112}\u{1169}\u{11BC}", "홍"]
    let sorted = names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    let warnings = NameTwins.warnings(in: NameTable(sorted))
    #expect(warnings.map(\.code) == ["W215", "W216", "W217"])
    #expect(warnings[0].message == "the ids \" u1\" and \"u1\" differ only by blanks around them: they are two people")
    #expect(warnings[2].severity == .note)
  }

  @Test func differentNamesAreNotTwins() {
    #expect(NameTwins.warnings(in: NameTable(["", "a", "b", "ㄱ", "가"])).isEmpty)
  }
}
