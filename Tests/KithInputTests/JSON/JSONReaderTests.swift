import KithFoundation
import Testing

@testable import KithInput

@Suite struct JSONReaderTests {
  /// The texts at the paths of one line, "-" where there is none.
  static func values(_ line: String, _ paths: [String]) throws -> [String] {
    let reader = try JSONReader(paths: paths)
    return try Array(line.utf8).withUnsafeBytes { bytes in
      var found: [String] = []
      try reader.read(bytes, at: Place(file: "x.jsonl", line: 7)) { values in
        for slot in paths.indices {
          found.append(try values.text(slot, role: paths[slot]).map { String(decoding: $0, as: UTF8.self) } ?? "-")
        }
      }
      return found
    }
  }

  static func error(_ line: [UInt8]) throws -> KithError? {
    let reader = try JSONReader(paths: ["a"])
    return line.withUnsafeBytes { bytes in
      do {
        try reader.read(bytes, at: Place(file: "x.jsonl", line: 7)) { _ = try $0.text(0, role: "a") }
        return nil
      } catch { return error as? KithError }
    }
  }

  @Test func readsValuesAtPaths() throws {
    let line = #" {"a":"x","b":{"c":{"d":1.0},"e":null},"f":[{"a":"no"}],"g":true,"h.i":"flat","j":{}} "#
    let paths = ["a", "b.c.d", "b.e", "g", "h.i", "absent", "b.absent"]
    #expect(try Self.values(line, paths) == ["x", "1.0", "-", "true", "flat", "-", "-"])
  }

  /// C3: numbers keep their spelling.
  @Test(arguments: ["9007199254740993", "1.0", "-0", "1e400", "123456789012345678901234567890", "0.10", "1E+2"])
  func numbersStayText(_ number: String) throws { #expect(try Self.values("{\"a\":\(number)}", ["a"]) == [number]) }

  @Test(arguments: [
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"), (#""\ud55c\uae00""#, "한글"), (#""\uD83D\uDE00!""#, "😀!"),
    (#""\u00e9 é""#, "é é"), (#""""#, ""), (#""{\"a\": [1,2]}""#, "{\"a\": [1,2]}"), (#""한글 😀""#, "한글 😀"),
  ]) func stringsAreUnescaped(_ text: String, _ expected: String) throws {
    #expect(try Self.values("{\"a\" : \(text) , \"b\":\(text)}", ["a", "b"]) == [expected, expected])
  }

  /// C1, C2, C4, C5, C6: each fault has its code and the byte it stands at.
  @Test(
    arguments: [
      (#"{"a":1"#, "E301", 7), (#"{"a" 1}"#, "E301", 6), (#"{"a":1,}"#, "E301", 8), (#"{"a":[1,]}"#, "E301", 9),
      (#"{"a":NaN}"#, "E301", 6), (#"{"a":Infinity}"#, "E301", 6), (#"{"a":1} // x"#, "E301", 9),
      (#"{"a":1} {}"#, "E301", 9),
      (#"{a:1}"#, "E301", 2), (#"{'a':1}"#, "E301", 2), (#"{"a":tru}"#, "E301", 6), (#"{"a":nulll}"#, "E301", 6),
      (#"{"a":01}"#, "E301", 6), (#"{"a":+1}"#, "E301", 6), (#"{"a":1.}"#, "E301", 6), (#"{"a":.5}"#, "E301", 6),
      (#"{"a":1e}"#, "E301", 6), (#"{"a":-}"#, "E301", 6), (#"{"a":0x10}"#, "E301", 6), (#"{"a":"x"y}"#, "E301", 9),
      (#"{"a":"x}"#, "E301", 6), (#"{"b":"\x"}"#, "E301", 7), (#"{"b":"\u12"}"#, "E301", 7),
      ("{\"a\":\"\t\"}", "E301", 7),
      (#"{"a":1,"b":2,"a":3}"#, "E302", 14), (#"{"x":{"a":1,"\u0061":2}}"#, "E302", 13),
      (#"{"b":"\ud800"}"#, "E304", 7), (#"{"b":"\udc00"}"#, "E304", 7), (#"{"b":"\ud800\u0041"}"#, "E304", 7),
      (#"[1]"#, "E305", 1), (#""a""#, "E305", 1), (#"}"#, "E305", 1), (#"{"a":1]"#, "E301", 7), (#"{"a":}"#, "E301", 6),
      (#"{"a":"x\u0000"}"#, "E206", 6), (#"{"a":{"b":1}}"#, "E306", nil), (#"{"a":[]}"#, "E306", nil), ("", "E301", 1),
      (#"{"#, "E301", 2), (#"{"a""#, "E301", 5), (#"{"a":"#, "E301", 6), (#"{,}"#, "E301", 2),
    ] as [(String, String, Int?)]) func faultsHaveCodeAndPlace(_ line: String, _ code: String, _ column: Int?) throws
  {
    let error = try #require(try Self.error(Array(line.utf8)))
    #expect(error.diagnostic.code == code)
    #expect(error.diagnostic.place?.line == 7)
    #expect(error.diagnostic.place?.column == column)
    #expect(error.exitCode == .badData)
  }

  @Test func bytesThatAreNotUTF8HaveAPlace() throws {
    let error = try #require(try Self.error(Array(#"{"a":"é"#.utf8) + [0xff] + Array(#""}"#.utf8)))
    #expect(error.diagnostic.code == "E205")
    #expect(error.diagnostic.place?.column == 9)
  }

  /// C4: deep nesting is refused, on a small stack, without recursion running away.
  @Test func depthIsLimited() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array((#"{"b":"# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}").utf8)
    }
    #expect(try Self.error(nested(63)) == nil)
    #expect(try Self.error(nested(64))?.diagnostic.code == "E303")
    #expect(try Self.error(nested(100_000))?.diagnostic.code == "E303")
  }

  @Test func manyKeysAreComparedToo() throws {
    let keys = (0..<2000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
    #expect(try Self.error(Array("{\(keys)}".utf8)) == nil)
    #expect(try Self.error(Array("{\(keys),\"k7\":0}".utf8))?.diagnostic.code == "E302")
  }

  @Test func aReaderOutlivesItsErrors() throws {
    let reader = try JSONReader(paths: ["a"])
    for line in [#"{"a":"\ud800"}"#, #"{"a":"\n1"}"#, "{", #"{"a":"\n2"}"#] {
      var found: String?
      Array(line.utf8).withUnsafeBytes { bytes in
        try? reader.read(bytes, at: Place(file: "")) {
          found = try $0.text(0, role: "a").map { String(decoding: $0, as: UTF8.self) }
        }
      }
      #expect(found == (line.contains("1") ? "\n1" : line.contains("2") ? "\n2" : nil))
    }
  }

  @Test func arraysOfObjectsKeepTheirLines() throws {
    let text = "[\n {\"a\": 1},\n\n {\"a\": 2}\n]\n"
    var found: [String] = []
    func read(_ text: String) throws {
      let reader = try JSONReader(paths: ["a"])
      try Array(text.utf8).withUnsafeBytes { bytes in
        try reader.readArray(bytes, file: "x.json") { values, record in
          let a = try values.text(0, role: "a").map { String(decoding: $0, as: UTF8.self) } ?? "-"
          found.append("\(values.place.line ?? 0):\(a):\(String(decoding: record, as: UTF8.self))")
        }
      }
    }
    try read(text)
    #expect(found == [#"2:1:{"a": 1}"#, #"4:2:{"a": 2}"#])
    try read("[]")
    #expect(found.count == 2)
    for (broken, place) in [
      ("[{},\n]", "x.json:2:1"), ("[{}\n{}]", "x.json:2:1"), ("[{}", "x.json:1:4"), ("[1]", "x.json:1:2"),
      ("[{}] x", "x.json:1:6"),
    ] {
      let error = try #require(throws: KithError.self) { try read(broken) }
      #expect(error.diagnostic.place?.description == place)
    }
  }

  @Test func pathsOfTheFirstObject() throws {
    func paths(_ text: String) throws -> [String]? {
      try Array(text.utf8).withUnsafeBytes { try JSONReader.paths(of: $0) }
    }
    #expect(try paths(#"{"a":1,"b":{"c":"x","d":{"e":null}},"f":[{"g":1}],"h":{}}"#) == ["a", "b.c", "b.d.e"])
    #expect(try paths(#"[{"a":1},{"b":2}]"#) == ["a"])
    let two = try Array(#"[{"a":1},{"a":1,"b":2},{"c":3}]"#.utf8).withUnsafeBytes {
      try JSONReader.paths(of: $0, objects: 2)
    }
    #expect(two == ["a", "a", "b"])
    #expect(try paths("{") == nil)
  }
}
