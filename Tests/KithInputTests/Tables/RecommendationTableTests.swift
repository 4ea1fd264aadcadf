import Foundation
import KithFoundation
import KithGraph
import Testing

@testable import KithInput

@Suite("A table of recommendations")
struct RecommendationTableTests {
  private func table(
    _ text: String, name: String = "base.csv", columns: [String]? = nil, skips: Bool = false, threads: Int = 1
  ) throws -> RecommendationTable {
    let folder = try Folder()
    return try RecommendationTable(
      contentsOf: folder.write(name, text), columns: columns, option: "--base-columns", skipsBadRows: skips,
      execution: Execution(threads: threads))
  }

  /// user:item=score as written, list by list.
  private func words(_ table: RecommendationTable) -> [String] {
    table.users.indices.flatMap { user in
      table.rows(of: user).map {
        "\(table.users[user]):\(table.items[Int(table.itemCodes[$0])])=\(table.written[$0])"
      }
    }
  }

  @Test func theBestFirstAndEqualScoresAsInTheFile() throws {
    let found = try table("user,item,score\nb,z,0.50\na,x,1\na,y,2e0\nb,q,.5\nb,a,0.9\n")
    #expect(words(found) == ["a:y=2e0", "a:x=1", "b:a=0.9", "b:z=0.50", "b:q=.5"])
    #expect(found.scores == [2, 1, 0.9, 0.5, 0.5] && !found.isRanked && found.negativeCount == 0)
    #expect(found.rowsRead == 5 && found.badRows == 0 && found.warnings.isEmpty)
  }

  @Test(arguments: [
    "user_id:token\titem_id:token\tscore:float\nu1\ti1\t0.25\nu1\ti2\t0.5\n",  // RecBole
    "u1 i1 0.25\nu1 i2 0.5\n",  // LibRec
    "u1,i1,2.5e-1\nu1,i2,5e-1\n",  // no header, words and exponents
    "{\"user\": \"u1\", \"item\": \"i1\", \"score\": 0.25}\n\n{\"score\": 0.5, \"user\": \"u1\", \"item\": \"i2\"}\n",
    "[{\"user_id\": \"u1\", \"item_id\": \"i1\", \"rating\": 0.25}, {\"user_id\": \"u1\", \"item_id\": \"i2\", \"rating\": 0.5}]",
    "평점;사용자;상품\n0.25;u1;i1\n0.5;u1;i2\n",
    "rank,score,item,user\n2,0.25,i1,u1\n1,0.5,i2,u1\n",
  ])
  func everyLayoutSaysTheSame(text: String) throws {
    let found = try table(text)
    #expect(found.users.strings == ["u1"] && found.items.strings == ["i1", "i2"])
    #expect(found.itemCodes == [1, 0] && found.scores == [0.5, 0.25] && !found.isRanked)
  }

  @Test func placesCountBackwards() throws {
    let found = try table("user,item,rank\na,x,2\na,y,1\na,z,10\n")
    #expect(words(found) == ["a:y=1", "a:x=2", "a:z=10"] && found.isRanked && found.scores == [-1, -2, -10])
    let objects = try table("{\"user\":\"a\",\"item\":\"x\",\"rank\":2}\n{\"user\":\"a\",\"item\":\"y\",\"rank\":1}\n")
    #expect(words(objects) == ["a:y=1", "a:x=2"] && objects.isRanked)
  }

  @Test func columnsByTheirPlace() throws {
    let found = try table("p,q,r,s\n9,x,u,3\n", columns: ["_", "item", "user", "rank"])
    #expect(words(found) == ["u:x=3"] && found.isRanked)
    for (columns, code) in [(["item"], "E222"), (["user", "thing"], "E703"), (["user", "user"], "E704")] {
      let error = #expect(throws: KithError.self) { try table("a,b,c\n1,2,3\n", columns: columns) }
      #expect(error?.diagnostic.code == code && error?.diagnostic.message.contains("--base-columns") == true)
    }
  }

  @Test(arguments: [
    ("user,item,score\na,x,1\n,y,1\n", "E226", 3, 1), ("user,item,score\na,,1\n", "E226", 2, 2),
    ("user,item,score\na,x,\n", "E226", 2, 3), ("user,item,score\na,x,nan\n", "E227", 2, 3),
    ("user,item,score\na,x,1\na,x,\"1,5\"\n", "E227", 3, 3), ("user,item,rank\na,x,0\n", "E227", 2, 3),
    ("user,item,rank\na,x,1.5\n", "E227", 2, 3), ("user,item,score\na,x\n", "E202", 2, 2),
    ("user,item,score\na,x,2\nb,x,2\na,y,2\na,x,1\n", "E220", 5, nil), ("user,score\na,1\n", "E222", 1, nil),
    ("user,item\na,x\n", "E222", 1, nil), ("usr,item,score\na,x,1\n", "E222", 1, nil),
    ("{\"user\":\"a\",\"item\":\"x\",\"score\":1}\n{\"user\":\"a\",\"item\":\"y\"}\n", "E226", 2, nil),
    ("{\"user\":\"a\",\"item\":\"x\",\"score\":\"high\"}\n", "E227", 1, nil), ("{\"user\":\n", "E301", 1, nil),
  ])
  func badTablesAreNamed(text: String, code: String, line: Int, column: Int?) throws {
    for threads in [1, 2] {
      let error = #expect(throws: KithError.self) { try table(text, threads: threads) }
      #expect(error?.diagnostic.code == code && error?.exitCode == .badData, "\(String(describing: error))")
      #expect(error?.diagnostic.place?.line == line)
      if let column { #expect(error?.diagnostic.place?.column == column) }
    }
  }

  @Test func bothLinesOfAPairAreNamed() throws {
    let error = #expect(throws: KithError.self) { try table("user,item,score\na,x,2\nb,x,2\na,x,1\n") }
    #expect(error?.diagnostic.message == "\"x\" for \"a\" is also in line 2" && error?.diagnostic.place?.line == 4)
  }

  @Test func badRowsAreSkippedOnRequestAndCounted() throws {
    let text = "user,item,score\na,x,2\n,x,1\na,x,9\na,y,high\nb,y,-1\n"
    for threads in [1, 2] {
      let found = try table(text, skips: true, threads: threads)
      #expect(words(found) == ["a:x=2", "b:y=-1"] && found.negativeCount == 1)
      #expect(found.badRows == 3 && found.rejects.map(\.code) == ["E226", "E227", "E220"])
    }
    let objects = try table(
      "{\"user\":\"a\",\"item\":\"x\",\"score\":1}\n{\"user\":\"ghost\",\"score\":1}\n{nonsense}\n", skips: true)
    #expect(words(objects) == ["a:x=1"] && objects.badRows == 2 && objects.users.strings == ["a"])
  }

  @Test func noRowsAreATable() throws {
    #expect(try table("user,item,score\n").count == 0)
    #expect(try table("[]").count == 0)
  }

  @Test("Blocks and threads change nothing", arguments: [1, 2, 3])
  func threads(seed: UInt64) throws {
    var random = RandomStream(seed: seed, purpose: "recommendations")
    var (text, lines) = ("user,item,score\n", [String: [(item: String, score: Double, line: Int)]]())
    var line = 1
    for user in (0..<40).shuffled(using: &random) {
      for item in (0..<30).shuffled(using: &random).prefix(random.below(30) + 1) {
        line += 1
        let (name, thing) = ("\"이름, \(user)\"", "item-\(item)")
        let score = Double(random.below(40)) / 8 - 1
        text += "\(name),\(thing),\(score)\n"
        lines["이름, \(user)", default: []].append((thing, score, line))
      }
    }
    let folder = try Folder()
    let path = try folder.write("base.csv", text)
    var seen: [[String]] = []
    for (threads, bytes) in [(1, 1 << 20), (3, 64), (2, 1000)] {
      let reader = PairReader(need: .score, blockBytes: bytes)
      let execution = Execution(threads: threads)
      let found = try RecommendationTable(reader.read(path, execution: execution), skipsBadRows: false, execution)
      #expect(found.users.isCanonical && found.items.isCanonical)
      seen.append(words(found))
    }
    let expected = lines.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.flatMap { user in
      lines[user]!.sorted { ($1.score, $0.line) < ($0.score, $1.line) }.map { "\(user):\($0.item)=\($0.score)" }
    }
    #expect(seen == [expected, expected, expected], "seed \(seed)")
  }
}
