/// "Did you mean …?": the known name closest to what was typed.
///
///     Suggestion.nearest(to: "pagernak", in: ["pagerank", "in-degree"])   // "pagerank"
public enum Suggestion {
  /// The candidate with the fewest edits, if they are few for its length; ties go to the first.
  ///
  /// Edits are insertions, deletions, substitutions and swaps of neighbours (optimal string
  /// alignment), case ignored. A candidate that begins with the typed text counts as one edit.
  public static func nearest(to typed: String, in candidates: [String]) -> String? {
    let word = Array(typed.lowercased())
    var best: (name: String, edits: Int)?
    for candidate in candidates {
      let other = Array(candidate.lowercased())
      let isStart = word.count >= 2 && other.starts(with: word)
      let edits = isStart ? 1 : distance(word, other)
      let allowed = max(1, min(word.count, other.count) / 3)
      if edits <= allowed, edits < best?.edits ?? .max { best = (candidate, edits) }
    }
    return best?.name
  }

  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    if a.count > 100 || b.count > 100 { return .max }
    var earlier = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    for i in 0..<a.count {
      var row = [Int](repeating: i + 1, count: b.count + 1)
      for j in 0..<b.count {
        row[j + 1] = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { row[j + 1] = min(row[j + 1], earlier[j - 1] + 1) }
      }
      (earlier, previous) = (previous, row)
    }
    return previous[b.count]
  }
}
