import KithInput
import KithOutput
import KithReport

/// The effective options as the run manifest records them.

extension InputOptions {
  var manifest: JSONValue {
    [
      "format": JSONValue(format?.typedName),
      "columns": .object(
        ColumnRole.allCases.compactMap { role in columns[role].map { .init(role.rawValue, .string($0)) } }),
      "column_list": columnList.map { .array($0.map { .string($0) }) } ?? .null, "delimiter": JSONValue(delimiter),
      "header": hasHeader.map { .bool($0) } ?? .null, "encoding": JSONValue(encoding),
      "time_zone": .string(timeZone ?? "UTC"), "kinds": .array(kinds.map { .string($0) }),
      "since": JSONValue(since?.iso8601), "until_before": JSONValue(until?.iso8601),
      "on_bad_row": .string(onBadRow.rawValue), "trim": .bool(trimsIDs),
    ]
  }
}

extension ReportOptions {
  var manifest: JSONValue {
    [
      "title": JSONValue(title), "language": .string(language.rawValue), "strength": .string(strength.rawValue),
      "damping": .real(damping), "resolution": .real(resolution), "core": .integer(core),
      "communities": .integer(communities), "words": .integer(words), "quotes": .integer(quotes),
      "brand": .array(brand.map { .string($0) }),
      "utc_offset_minutes": .integer(utcOffsetMinutes), "excel": .bool(isForExcel),
    ]
  }
}

extension MapArguments {
  var manifest: JSONValue {
    [
      "max_nodes": .integer(maxNodes), "max_edges": .integer(maxEdges), "core": .integer(core),
      "labels": .integer(labels),
    ]
  }
}

/// The arguments after the verb that determine a result: without where it goes, how many threads work and how much is said.
enum ResultArguments {
  private static let flags: Set<String> = [
    "--force", "--quiet", "-q", "--verbose", "-v", "--no-progress", "--allow-skips",
  ]
  private static let options: Set<String> = [
    "--output", "-o", "--threads", "-j", "--color", "--format", "-f", "--rejects",
  ]

  static func of(_ arguments: [String]) -> [String] {
    var kept: [String] = []
    var skipsNext = false
    for (index, argument) in arguments.enumerated() {
      if skipsNext {
        skipsNext = false
      } else if argument == "--" {
        return kept + arguments[index...]
      } else if options.contains(argument) {
        skipsNext = true
      } else if !flags.contains(argument), !options.contains(where: { argument.hasPrefix($0 + "=") }),
        !["-o", "-j"].contains(where: { argument.hasPrefix($0) })
      {
        kept.append(argument)
      }
    }
    return kept
  }
}
