import KithGraph
import Testing

struct NameUnionTests {
  @Test func everyNameStandsOnceAndIsFoundFromEachTable() {
    let tables = [["b", "d"], ["a", "b", "가"], [], ["d"]].map { NameTable($0) }
    let union = NameUnion(tables)
    #expect(union.names.strings == ["a", "b", "d", "가"])
    for (table, codes) in zip(tables, union.codes) {
      #expect(codes.map { union.names[Int($0)] } == table.strings)
    }
    #expect(NameUnion([]).names.count == 0)
  }

  /// Ids are bytes: two spellings of é are two people, and a prefix comes before what it begins.
  @Test func namesAreComparedByBytes() {
    let composed = "caf\u{E9}"
    let apart = "cafe\u{301}"
    let union = NameUnion([NameTable([apart, composed]), NameTable(["caf", composed])])
    #expect(union.names.count == 3)
    #expect(union.names.isCanonical)
    #expect(union.codes == [[1, 2], [0, 2]])
  }
}
