import Testing

@testable import KithCommand

struct ResultArgumentsTests {
  @Test(arguments: [
    ("a.csv -o out --force", "a.csv"), ("a.csv -oout -j2 -q", "a.csv"),
    ("--threads=4 --seed 3 a.csv --color never", "--seed 3 a.csv"),
    ("--output out --kinds reply a.csv --no-progress", "--kinds reply a.csv"), ("-- -o", "-- -o"),
  ])
  func whatCannotChangeAResultIsLeftOut(typed: String, kept: String) {
    #expect(
      ResultArguments.of(typed.split(separator: " ").map(String.init)) == kept.split(separator: " ").map(String.init))
  }
}
