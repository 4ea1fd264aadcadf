import KithFoundation
import KithGraph
import KithOutput
import KithRecommend

/// Re-weighted lists as rows, person after person, the best first.
struct RerankTable {
  let data: TasteData
  let base: BaseLists
  let result: SocialReranking.Result
  /// By person: the places of the list that are shown, ascending; nil: all of them.
  let places: [[Int]]?
  /// By person: the λ of those whose list was re-weighted.
  let lambda: (Int) -> Double

  /// People and how many rows each has.
  private var shown: [(person: Int, places: [Int])] {
    base.people.map { person in
      (Int(person), places?[Int(person)] ?? Array(result.lists[Int(person)].indices))
    }
  }

  /// The items of each shown list.
  var items: [(user: Int, items: [UInt32])] {
    shown.map { person, places in (person, places.map { result.lists[person][$0].item }) }
  }

  /// `because` by list as in `items`; nil: no such column.
  func table(because: [String?]?) -> Table {
    let shown = shown
    let count = shown.reduce(0) { $0 + $1.places.count }
    var (people, items) = ([UInt32](), [UInt32]())
    var (ranks, baseRanks) = ([Int](), [Int]())
    var (scores, baseScores, lambdas, changes) = ([Double](), [Double](), [Double](), [Double]())
    var (scoreTexts, baseTexts) = (Texts(count), Texts(count))
    people.reserveCapacity(count)
    items.reserveCapacity(count)
    ranks.reserveCapacity(count)
    baseRanks.reserveCapacity(count)
    scores.reserveCapacity(count)
    baseScores.reserveCapacity(count)
    lambdas.reserveCapacity(count)
    changes.reserveCapacity(count)
    let table = base.table
    for (user, (person, places)) in shown.enumerated() {
      let (list, isReweighted) = (result.lists[person], result.isReweighted[person])
      let first = table.starts[user]
      for (rank, place) in places.enumerated() {
        let row = base.rows[person][result.origin(person, place)]
        people.append(UInt32(person))
        items.append(list[place].item)
        ranks.append(rank + 1)
        baseRanks.append(row - first + 1)
        scores.append(list[place].score)
        // Places have no scores of their own: what orders the list is told instead.
        if isReweighted || table.isRanked {
          scoreTexts.append(list[place].score)
        } else {
          scoreTexts.append(table.written.utf8(of: row))
        }
        baseScores.append(table.isRanked ? -table.scores[row] : table.scores[row])
        baseTexts.append(table.written.utf8(of: row))
        lambdas.append(isReweighted ? lambda(person) : 0)
        changes.append(isReweighted ? result.change(person, place) : .nan)
      }
    }
    let silent = "friends have no say: none, or none who took anything of the list"
    var columns = [
      Table.Column("user", .names(data.people, codes: people)),
      Table.Column("item", .names(data.items, codes: items)),
      Table.Column(
        "score", .written(scores, scoreTexts.table),
        note: "z(base) + λ z(friends) over the person's list; the base's own where friends have no say"),
      Table.Column("rank", .integers(ranks), note: "place in the person's list"),
      Table.Column("base_rank", .integers(baseRanks), note: "place in the base's list"),
      Table.Column(
        "base_score", .written(baseScores, baseTexts.table),
        note: table.isRanked ? "the place that the base gave" : "the score that the base gave"),
      Table.Column("lambda", .reals(lambdas), note: "how much friends count; 0 where they have no say"),
      Table.Column("change", .reals(changes), note: "what friends added to the score", missing: silent),
    ]
    if let because {
      columns.append(
        Table.Column("because", .text(because), note: "why, in a sentence", missing: "too few friends took it"))
    }
    return Table(schema: "kith.rerank/1", columns: columns)
  }

  /// Numbers as texts in one arena.
  private struct Texts {
    private var buffer: OutputBuffer
    private var offsets = [0]

    init(_ count: Int) {
      buffer = OutputBuffer(reserving: count * 12)
      offsets.reserveCapacity(count + 1)
    }

    mutating func append(_ text: ArraySlice<UInt8>) {
      buffer.append(text)
      offsets.append(buffer.bytes.count)
    }

    mutating func append(_ value: Double) {
      buffer.append(value)
      offsets.append(buffer.bytes.count)
    }

    var table: NameTable { NameTable(offsets: offsets, bytes: buffer.bytes) }
  }
}
