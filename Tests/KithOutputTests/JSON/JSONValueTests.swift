import Foundation
import KithOutput
import Testing

@Suite struct JSONValueTests {
  let document: JSONValue = [
    "schema": "kith.test/1", "count": 3, "share": 0.25, "nothing": nil,
    "people": [["id": "a"], ["id": "b", "tags": ["x", "y"]]],
  ]

  @Test func keepsOrderInBothLayouts() {
    #expect(
      String(decoding: document.bytes(.compact), as: UTF8.self)
        == #"{"schema":"kith.test/1","count":3,"share":0.25,"nothing":null,"people":[{"id":"a"},{"id":"b","tags":["x","y"]}]}"#
    )
    #expect(
      String(decoding: document.bytes(.pretty), as: UTF8.self) == """
        {
          "schema": "kith.test/1",
          "count": 3,
          "share": 0.25,
          "nothing": null,
          "people": [
            {
              "id": "a"
            },
            {
              "id": "b",
              "tags": ["x", "y"]
            }
          ]
        }

        """)
  }

  @Test func findsPaths() {
    #expect(document.value(at: "people[1].tags[0]")?.stringValue == "x")
    #expect(document.value(at: "share")?.numberValue == 0.25)
    #expect(document.value(at: "people[2].id") == nil)
    #expect(document.value(at: "people.id") == nil)
  }

  @Test func notFiniteIsNull() {
    #expect(JSONValue(Double.nan) == .null)
    #expect(String(decoding: JSONValue.array([.real(.infinity)]).bytes(.compact), as: UTF8.self) == "[null]")
  }

  @Test(arguments: [
    "\u{0}\u{1}\u{1F}", "\"\\/", "a\u{2028}b\u{2029}", "한글 👩‍👩‍👧 \u{9B}", "plain", "", "tab\tline\n", "한\"글",
  ])
  func stringsReadBack(text: String) throws {
    let bytes = JSONValue.array([.string(text)]).bytes(.compact)
    let parsed = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String])
    #expect(Array(parsed[0].utf8) == Array(text.utf8))
    #expect(!bytes.contains { $0 < 0x20 })
  }
}
