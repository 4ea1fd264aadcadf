import KithGraph
import KithMeasures
import KithStatistics

/// A word people of one community use more than the others do.
public struct DistinctiveWord: Sendable, Equatable {
  public let word: String
  /// People of the community who used it, and people outside who did.
  public let people: Int
  public let others: Int
  /// Log-odds ratio against the others over its standard error.
  public let z: Double
}

/// What the texts hold: the words of the described communities and of everyone.
public struct WordFindings: Sendable {
  /// By community, most distinctive first.
  public let communities: [[DistinctiveWord]]
  /// Words used by most people, most first.
  public let frequent: [NamedCount]
  /// Rows with text, and people who wrote any.
  public let texts: Int
  public let authors: Int
}

/// Counts people, not occurrences: one person repeating a word weighs once.
///
/// Words are ranked by the log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi &
/// Quinn 2008, doi 10.1093/pan/mpn018), the prior being everyone's words scaled to 500 uses.
struct WordCounter {
  let log: InteractionLog
  let partition: Partition
  let described: Int

  /// Fewest people of a community for a word to count as theirs.
  static let fewest = 3
  static let priorWeight = 500.0

  /// Nil when the log has no texts. O(bytes + words × described).
  func findings(perCommunity: Int) -> WordFindings? {
    guard let texts = log.texts else { return nil }
    let rows = rowsByActor()
    var table = WordTable()
    var tokenizer = Tokenizer()
    var codes: [UInt32] = []
    var ends: [Int] = []
    var withText = 0
    for row in rows {
      let text = texts.bytes[texts.offsets[row]..<texts.offsets[row + 1]]
      if !text.isEmpty { withText += 1 }
      tokenizer.words(in: text) { codes.append(table.code(of: $0)) }
      ends.append(codes.count)
    }
    let stems = KoreanParticles.stems(in: &table)
    let isStop = (0..<table.count).map { StopWords.all.contains(Array(table.utf8(of: $0))) }
    // Column `described` counts everyone else.
    let width = described + 1
    var people = [Int32](repeating: 0, count: table.count * width)
    var last = [UInt32](repeating: .max, count: table.count)
    var authors = 0
    var lastAuthor = UInt32.max
    for (position, row) in rows.enumerated() {
      let actor = log.actors[row]
      let community = min(partition[Int(actor)], described)
      let start = position == 0 ? 0 : ends[position - 1]
      if start < ends[position], actor != lastAuthor {
        authors += 1
        lastAuthor = actor
      }
      for code in codes[start..<ends[position]] {
        let word = Int(stems[Int(code)])
        if last[word] == actor || isStop[word] { continue }
        last[word] = actor
        people[word * width + community] += 1
      }
    }
    return WordFindings(
      communities: rank(people, table, perCommunity), frequent: frequent(people, table, perCommunity), texts: withText,
      authors: authors)
  }

  /// Rows with an author, grouped by author: a counting sort.
  private func rowsByActor() -> [Int] {
    var starts = [Int](repeating: 0, count: log.people.count + 1)
    for actor in log.actors where actor != InteractionLog.none { starts[Int(actor) + 1] += 1 }
    for person in 0..<log.people.count { starts[person + 1] += starts[person] }
    var rows = [Int](repeating: 0, count: starts[log.people.count])
    for (row, actor) in log.actors.enumerated() where actor != InteractionLog.none {
      rows[starts[Int(actor)]] = row
      starts[Int(actor)] += 1
    }
    return rows
  }

  private func rank(_ people: [Int32], _ table: WordTable, _ count: Int) -> [[DistinctiveWord]] {
    let width = described + 1
    var totals = [Double](repeating: 0, count: width)
    for (position, value) in people.enumerated() { totals[position % width] += Double(value) }
    let all = totals.reduce(0, +)
    if all == 0 { return [[DistinctiveWord]](repeating: [], count: described) }
    return (0..<described).map { community in
      var words: [(code: Int, word: DistinctiveWord)] = []
      for code in 0..<table.count where people[code * width + community] >= Self.fewest {
        let own = Double(people[code * width + community])
        let sum = people[code * width..<(code + 1) * width].reduce(0.0) { $0 + Double($1) }
        let z = LogOdds(priorWeight: Self.priorWeight).z(
          uses: own, of: totals[community], others: sum - own, of: all - totals[community])
        if z >= 2 {
          words.append((code, DistinctiveWord(word: table[code], people: Int(own), others: Int(sum - own), z: z)))
        }
      }
      return words.sorted { a, b in
        a.word.z != b.word.z
          ? a.word.z > b.word.z : table.utf8(of: a.code).lexicographicallyPrecedes(table.utf8(of: b.code))
      }.prefix(count).map(\.word)
    }
  }

  private func frequent(_ people: [Int32], _ table: WordTable, _ count: Int) -> [NamedCount] {
    let width = described + 1
    let sums = (0..<table.count).map { code in people[code * width..<(code + 1) * width].reduce(0) { $0 + Int($1) } }
    return sums.indices.filter { sums[$0] >= Self.fewest }.sorted { a, b in
      sums[a] != sums[b] ? sums[a] > sums[b] : table.utf8(of: a).lexicographicallyPrecedes(table.utf8(of: b))
    }.prefix(count).map { NamedCount(name: table[$0], count: sums[$0]) }
  }
}
