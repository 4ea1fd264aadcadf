import Foundation
import KithFoundation
import KithGraph
import Testing

@testable import KithInput

/// One table written in every way that should not matter (known answer K2).
@Suite struct EncodingTests {
  static let clean = #"""
    작성자,대상,작성일시,채널,종류,내용
    @User,user ,2022-12-01 09:00:00,카페,댓글,"안녕, ""친구"""
    홍길동,@User,2022-12-01 09:01:00,카페,답글,줄
    김민수,홍길동,2022-12-01 09:02:00,블로그,댓글,"두
    줄"
    김민수,홍길동,2022-12-01 09:02:00,블로그,댓글,중복
    이영희,이영희,2022-12-01 09:03:00,카페,댓글,자기
    박철수,,2022-12-01 09:04:00,카페,댓글,혼자
    최유리,,2022-12-01 09:05:00,블로그,댓글,혼자
    user ,김민수,2022-12-01 09:06:00,블로그,멘션,;
    홍길동,김민수,2022-12-01 09:07:00,카페,공유,뷁
    최유리,박철수,2022-12-01 09:08:00,카페,답글,
    박철수,최유리,2022-12-01 09:09:00,카페,답글,끝
    김민수,user ,2022-12-01 09:10:00,카페,답글,똠

    """#

  static let expected: [String] = [
    "@User|user |2022-12-01T00:00:00Z|comment|카페|안녕, \"친구\"",
    "홍길동|@User|2022-12-01T00:01:00Z|reply|카페|줄",
    "김민수|홍길동|2022-12-01T00:02:00Z|comment|블로그|두\n줄",
    "김민수|홍길동|2022-12-01T00:02:00Z|comment|블로그|중복",
    "이영희|이영희|2022-12-01T00:03:00Z|comment|카페|자기",
    "박철수|-|2022-12-01T00:04:00Z|comment|카페|혼자",
    "최유리|-|2022-12-01T00:05:00Z|comment|블로그|혼자",
    "user |김민수|2022-12-01T00:06:00Z|mention|블로그|;",
    "홍길동|김민수|2022-12-01T00:07:00Z|share|카페|뷁",
    "최유리|박철수|2022-12-01T00:08:00Z|reply|카페|",
    "박철수|최유리|2022-12-01T00:09:00Z|reply|카페|끝",
    "김민수|user |2022-12-01T00:10:00Z|reply|카페|똠",
  ]

  static func log(_ bytes: [UInt8], encoding: String? = nil) throws -> LogReading {
    try reading(bytes) {
      $0.timeZone = "Asia/Seoul"
      $0.keepsText = true
      $0.encoding = encoding
    }
  }

  static func cp949(_ text: String) throws -> [UInt8] {
    Array(try #require(text.data(using: String.Encoding(rawValue: 0x8000_0422))))
  }

  static func utf16(_ text: String, littleEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return littleEndian ? [low, high] : [high, low]
    }
  }

  @Test func everySpellingGivesTheSameLog() throws {
    let text = Self.clean
    let spellings: [(String, [UInt8], String?)] = [
      ("UTF-8", Array(text.utf8), nil),
      ("UTF-8 with mark", [0xEF, 0xBB, 0xBF] + Array(text.utf8), nil),
      ("UTF-16LE with mark", [0xFF, 0xFE] + Self.utf16(text, littleEndian: true), nil),
      ("UTF-16BE with mark", [0xFE, 0xFF] + Self.utf16(text, littleEndian: false), nil),
      ("UTF-16LE by name", Self.utf16(text, littleEndian: true), "utf-16le"),
      ("CP949", try Self.cp949(text), "cp949"),
      ("no final line end", Array(text.utf8.dropLast()), nil),
      ("Ctrl-Z at the end", Array(text.utf8) + [0x1A], nil),
    ]
    for (name, bytes, encoding) in spellings {
      #expect(try rows(Self.log(bytes, encoding: encoding).log) == Self.expected, "\(name)")
    }
  }

  /// Line ends and delimiters change inside quotes too, so these are compared without that row's text.
  @Test func lineEndsAndDelimitersDoNotMatter() throws {
    let text = Self.clean.replacing("\"두\n줄\"", with: "두줄").replacing("\"안녕, \"\"친구\"\"\"", with: "안녕").replacing(
      "멘션,;", with: "멘션,x")
    let expected = try rows(Self.log(Array(text.utf8)).log)
    let variants: [(String, String)] = [
      ("CRLF", text.replacing("\n", with: "\r\n")), ("CR", text.replacing("\n", with: "\r")),
      ("semicolon", text.replacing(",", with: ";")), ("tab", text.replacing(",", with: "\t")),
      ("pipe", text.replacing(",", with: "|")),
      (
        "all quoted",
        text.split(separator: "\n").map { line in
          line.split(separator: ",", omittingEmptySubsequences: false).map { "\"\($0)\"" }.joined(separator: ",")
        }.joined(separator: "\n")
      ),
    ]
    for (name, variant) in variants {
      #expect(try rows(Self.log(Array(variant.utf8)).log) == expected, "\(name)")
    }
  }

  @Test func cp949WithoutNameIsSuggested() throws {
    let error = try #require(try failure(try Self.cp949(Self.clean)))
    #expect(error.exitCode == .badData)
    #expect(error.diagnostic.place?.line == 1)
    #expect(error.diagnostic.help == "looks like CP949; try --encoding cp949")
  }

  @Test func eucKRLacksTheExtendedSyllables() throws {
    let error = try #require(try failure(try Self.cp949(Self.clean)) { $0.encoding = "euc-kr" })
    #expect(error.diagnostic.message.contains("try --encoding cp949"))
    #expect(error.diagnostic.place?.line == 11)
  }

  @Test func hidden16BitTextIsSuggested() throws {
    let error = try #require(try failure(Self.utf16("from,to\na,b\n", littleEndian: true)))
    #expect(error.diagnostic.help == "try --encoding utf-16le")
    let other = try #require(try failure(Self.utf16("from,to\na,b\n", littleEndian: false)))
    #expect(other.diagnostic.help == "try --encoding utf-16be")
  }

  @Test func unknownEncodingIsUsage() throws {
    #expect(try failure("from,to\na,b\n") { $0.encoding = "klingon" }?.exitCode == .usage)
  }

  @Test(
    arguments: [
      ("latin-1", [0xE9]), ("overlong", [0xC0, 0xAF]), ("overlong 3", [0xE0, 0x80, 0xAF]),
      ("surrogate", [0xED, 0xA0, 0x80]),
      ("past the end", [0xF4, 0x90, 0x80, 0x80]), ("lone continuation", [0x80]), ("cut", [0xE2, 0x82]),
      ("never", [0xFE]), ("five bytes", [0xF8, 0x88, 0x80, 0x80, 0x80]),
    ] as [(String, [UInt8])])
  func invalidUTF8IsRefusedWithItsPlace(name: String, bytes: [UInt8]) throws {
    var table = Array("from,to\n".utf8)
    for row in 2..<10_000 { table += Array("a\(row),b한글\n".utf8) }
    table += Array("a,b".utf8) + bytes + Array("\nc,d\n".utf8)
    let error = try #require(try failure(table))
    #expect(error.diagnostic.message.hasPrefix("invalid UTF-8: byte 0x"))
    #expect(error.diagnostic.message.hasSuffix("at byte 4 of the record"))
    #expect(error.diagnostic.place?.line == 10_000)
    #expect(error.diagnostic.place?.column == 2)
    let skipped = try reading(table) { $0.onBadRow = .skip }
    #expect(skipped.log.count == 9_999)
    #expect(skipped.summary.badRows == 1)
  }

  @Test func theFastCheckAgreesWithTheSlowOne() {
    var random = RandomStream(seed: 9, purpose: "utf8 test")
    for _ in 0..<2000 {
      var bytes = Array("가나다 abc é 😀".utf8)
      for _ in 0..<random.below(3) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
      let slow = String(validating: bytes, as: UTF8.self) != nil
      bytes.withUnsafeBufferPointer {
        #expect(UTF8Check.isValid($0) == slow)
        #expect((UTF8Check.firstInvalid(in: UnsafeRawBufferPointer($0)) == nil) == slow)
      }
    }
  }
}
