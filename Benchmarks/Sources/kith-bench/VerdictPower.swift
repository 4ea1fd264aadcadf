import KithFoundation
import KithInfluence
import Synchronization

/// `kith-bench verdict-power RUNS SEED [--threads N]`: how often the verdict, and each of its tests alone, sees
/// influence in the eleven planted worlds; a Markdown table.
///
/// Run r of a world is its population of seed SEED + r, asked with 499 draws of the same seed and the analyst's view:
/// graph, times, the trait as seen, the true communities.
enum VerdictPower {
  static let usage = "usage: kith-bench verdict-power RUNS SEED [--threads N]"

  static func run(_ arguments: [String]) throws {
    var arguments = arguments
    var threads = 2
    if let option = arguments.firstIndex(of: "--threads"), option + 1 < arguments.count {
      threads = Int(arguments[option + 1]) ?? threads
      arguments.removeSubrange(option...option + 1)
    }
    guard arguments.count == 2, let runs = Int(arguments[0]), runs > 0, let seed = UInt64(arguments[1]) else {
      throw BenchError(description: usage)
    }
    let worlds = NamedWorld.allCases
    let tallies = Mutex([Tally](repeating: Tally(), count: worlds.count))
    let failure = Mutex<String?>(nil)
    // A world and a run are one job: shares do not depend on the order in which jobs end.
    Execution(threads: threads).forEachChunk(of: runs * worlds.count, grain: 1) { job, _ in
      do {
        let world = worlds[job % worlds.count]
        let people = try world.world.population(seed: seed + UInt64(job / worlds.count))
        let inquiry = InfluenceInquiry(
          draws: 499, seed: seed + UInt64(job / worlds.count), weighsSensitivity: false)
        let verdict = try inquiry.verdict(
          on: people.graph, times: people.times, traits: [people.seen], communities: people.communities)
        tallies.withLock { $0[job % worlds.count].add(verdict) }
      } catch {
        let message = "\(error)"
        failure.withLock { $0 = message }
      }
    }
    if let message = failure.withLock({ $0 }) { throw BenchError(description: message) }
    print(table(worlds, tallies.withLock { $0 }, runs: runs))
  }

  private struct Tally {
    var conclusions: [InfluenceVerdict.Conclusion: Int] = [:]
    var tests: [VerdictTest: Int] = [:]

    mutating func add(_ verdict: InfluenceVerdict) {
      conclusions[verdict.conclusion, default: 0] += 1
      for piece in verdict.evidence where piece.supports(at: verdict.inquiry.level) == true {
        tests[piece.test, default: 0] += 1
      }
    }
  }

  private static func table(_ worlds: [NamedWorld], _ tallies: [Tally], runs: Int) -> String {
    var lines = [
      "| share of \(runs) runs | \(worlds.map(\.rawValue).joined(separator: " | ")) |",
      "|---|\(worlds.map { _ in "---" }.joined(separator: "|"))|",
    ]
    func row(_ name: String, _ count: (Tally) -> Int) {
      lines.append("| \(name) | \(tallies.map { share(count($0), of: runs) }.joined(separator: " | ")) |")
    }
    for conclusion in InfluenceVerdict.Conclusion.allCases {
      row("verdict: \(conclusion.rawValue)") { $0.conclusions[conclusion] ?? 0 }
    }
    for test in VerdictTest.allCases { row("test: \(test.title)") { $0.tests[test] ?? 0 } }
    return lines.joined(separator: "\n")
  }

  /// Three digits after the point.
  private static func share(_ count: Int, of runs: Int) -> String {
    let thousandths = (count * 2000 + runs) / (2 * runs)
    let digits = String(thousandths % 1000)
    return "\(thousandths / 1000).\(String(repeating: "0", count: 3 - digits.count))\(digits)"
  }
}
