import KithFoundation
import KithOutput
import KithRecommend
import KithStatistics

/// What a recommender is worth, and whether friends help it, for people at a terminal.
struct EvaluationSheet {
  let found: EvaluationRows
  let isColored: Bool
  let width: Int

  func text() -> String {
    var lines: [String] = []
    for base in found.bases {
      if found.hasFriends {
        let verdict = EvaluationVerdict(found, base.method)
        lines.append(bold(verdict.headline))
        lines += verdict.sentences.flatMap { wrapped($0) }
      } else {
        lines += wrapped(EvaluationVerdict.alone(found, base.method))
      }
    }
    lines += section("How well each list foretells", metrics)
    if found.hasFriends { lines += section("Whom friends help, by NDCG@\(longest)", groups) }
    return lines.map { $0 + "\n" }.joined()
  }

  private var longest: Int { found.rows.map(\.cutoff).max() ?? 0 }

  private var metrics: [String] {
    // Popularity is the same for every base: told once.
    let hasOwn = found.bases.contains { $0.method == .popularity }
    let rows = found.rows.filter {
      $0.group == .all && ($0.list != .popularity || (!hasOwn && $0.base == found.bases.last?.method))
    }
    return TerminalTable(
      header: ["base", "list", "at"] + EvaluationMetric.allCases.map(\.rawValue) + (found.hasFriends ? ["λ"] : []),
      rows: rows.map { row in
        [row.base.rawValue, row.list.rawValue, "\(row.cutoff)"]
          + row.values.map { $0.map(EvaluationVerdict.figure) ?? "" }
          + (found.hasFriends ? [row.lambda.map(TerminalLayout.real) ?? ""] : [])
      }, alignment: [.left, .left] + [TerminalTable.Alignment](repeating: .right, count: 9)
    ).lines(width: width)
  }

  private var groups: [String] {
    let rows = found.rows.filter { $0.list == .friends && $0.cutoff == longest && $0.users > 0 }
    return TerminalTable(
      header: ["base", "people", "tested", "gain", "95% interval", "over blind", "helped?"],
      rows: rows.map { row in
        [
          row.base.rawValue, row.group.rawValue, grouped(row.users),
          row.gain.map { EvaluationVerdict.signed($0.mean) } ?? "", row.gain.map(EvaluationVerdict.between) ?? "",
          row.gainOverShuffled.map { EvaluationVerdict.signed($0.mean) } ?? "", row.verdict?.rawValue ?? "",
        ]
      }, alignment: [.whole, .whole, .right, .right, .right, .right, .whole]
    ).lines(width: width)
  }

  private func bold(_ text: String) -> String { isColored ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  private func section(_ title: String, _ lines: [String]) -> [String] { ["", bold(title)] + lines }

  private func wrapped(_ text: String) -> [String] {
    Wrapping.lines("", indent: 0, words: text.split(separator: " ").map(String.init), width: width)
  }
}
