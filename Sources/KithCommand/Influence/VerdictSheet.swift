import KithFoundation
import KithInfluence
import KithOutput
import KithReport

/// A verdict for people at a terminal.
struct VerdictSheet {
  let verdict: InfluenceVerdict
  /// What was taken up, by whom, in what periods; nil where that is unknown.
  let adoption: String?
  let isColored: Bool
  let width: Int

  func text() -> String {
    var lines = [bold(Self.headline(verdict.conclusion))]
    lines += wrapped("", TerminalText.escaped(verdict.sentence))
    if let adoption { lines += wrapped("", TerminalText.escaped(adoption)) }
    lines += section("What each test says", tests)
    lines += section("Company's effect, as more is held constant", stages)
    lines += section("Are friends alike?", verdict.traits.flatMap { wrapped("  ", trait($0)) })
    lines += section("How large, and how firm", size)
    lines += section("What moved many at once", verdict.shocks.flatMap { wrapped("  ", $0.sentence) })
    lines += section(
      "What the data cannot answer",
      verdict.unanswered.flatMap { wrapped("  ", TerminalText.escaped($0.sentence)) })
    lines += section("What would settle it", verdict.remedies.flatMap { wrapped("  ", TerminalText.escaped($0)) })
    return lines.map { $0 + "\n" }.joined()
  }

  static func headline(_ conclusion: InfluenceVerdict.Conclusion) -> String {
    conclusion.rawValue.prefix(1).uppercased() + conclusion.rawValue.dropFirst()
  }

  /// A p-value; smaller ones than a ten thousandth are told as such.
  static func chance(_ p: Double) -> String { p < 0.0001 ? "<0.0001" : TerminalLayout.real(p) }

  private var tests: [String] {
    table(
      ["test", "value", "p", "for influence?"],
      verdict.evidence.map { piece in
        let supports = piece.supports(at: verdict.inquiry.level)
        return [
          piece.test.title, piece.value.map { "\(piece.statistic) \(TerminalLayout.real($0))" } ?? "",
          piece.p.map(Self.chance) ?? "", supports.map { $0 ? "yes" : "no" } ?? "cannot tell",
        ]
      })
  }

  private var stages: [String] {
    table(
      ["held constant", "b", "p"],
      verdict.stages.map { stage in
        [
          VerdictTable.name(stage.controls), stage.exposure.map { TerminalLayout.real($0.estimate) } ?? "",
          stage.exposure.map { Self.chance($0.greater) } ?? "",
        ]
      })
  }

  private func trait(_ trait: TraitVerdict) -> String {
    let numbers = [
      trait.assortativity.map { "assortativity \(TerminalLayout.real($0))" },
      trait.gathersP.map { "p \(Self.chance($0))" },
      trait.drivesP.map { "drives adoption: p \(Self.chance($0))" },
    ].compactMap { $0 }
    return TerminalText.escaped(trait.sentence) + (numbers.isEmpty ? "" : " (\(numbers.joined(separator: ", ")))")
  }

  private var size: [String] {
    var lines: [String] = []
    func between(_ interval: ClosedRange<Double>) -> String {
      "\(TerminalLayout.real(interval.lowerBound)) to \(TerminalLayout.real(interval.upperBound))"
    }
    if let effect = verdict.effect {
      lines += wrapped(
        "  ",
        "odds with one friend who adopted over none: \(TerminalLayout.real(effect.oddsRatio)) "
          + "(\(between(effect.oddsRatioInterval)))")
      lines += wrapped(
        "  ",
        "share of the adoptions, were that the effect of company: "
          + "\(TerminalLayout.real(effect.attributableShare)) (\(between(effect.attributableInterval)))")
    }
    if let sensitivity = verdict.sensitivity {
      let limit = sensitivity.eValue.limit.map { ", \(TerminalLayout.real($0)) for the limit" } ?? ""
      lines += wrapped(
        "  ",
        "something hidden would have to multiply both company and adoption by "
          + "\(TerminalLayout.real(sensitivity.eValue.value)) to explain it (E-value\(limit))")
      if let bound = sensitivity.rosenbaum {
        lines += wrapped(
          "  ",
          bound.gamma.map { "in matched pairs it would have to change the odds by \(TerminalLayout.real($0)) (Γ)" }
            ?? "matched pairs: \(bound.undefined ?? "")")
      }
    }
    return lines
  }

  private func bold(_ text: String) -> String { isColored ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["", bold(title)] + lines
  }

  private func table(_ header: [String], _ rows: [[String]]) -> [String] {
    if rows.isEmpty { return [] }
    return TerminalTable(header: header, rows: rows, alignment: [.left, .right, .right, .whole])
      .lines(width: width - 2).map { "  " + $0 }
  }

  private func wrapped(_ start: String, _ text: String) -> [String] {
    Wrapping.lines(
      start, indent: start.isEmpty ? 0 : 4, words: text.split(separator: " ").map(String.init), width: width)
  }
}

extension UnansweredQuestion {
  /// `do people move each other? there are no actions`.
  var sentence: String { question + (question.hasSuffix("?") ? " " : ": ") + reason.reason }
}
