import Synchronization

@testable import KithSamples

/// A sample's CSV file as rows of named fields, by a reader of its own: RFC 4180 with quotes, no line breaks inside.
func readTable(_ name: String, of sample: Sample, seed: UInt64 = 1) -> [[String: String]] {
  readTable(name, in: writtenFiles(of: sample, seed: seed))
}

func readTable(_ name: String, in files: [SampleFile]) -> [[String: String]] {
  guard let file = files.first(where: { $0.name == name }) else { return [] }
  let lines = String(decoding: file.bytes, as: UTF8.self).unicodeScalars.split(separator: "\n").map(fields)
  guard let header = lines.first else { return [] }
  return lines.dropFirst().map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
}

/// A sample's files, made once a run: the campaign takes seconds without optimisation.
func writtenFiles(of sample: Sample, seed: UInt64 = 1) -> [SampleFile] {
  made.withLock { made in
    let key = "\(sample.name) \(seed)"
    if let files = made[key] { return files }
    let files = try! sample.files(seed: seed)
    made[key] = files
    return files
  }
}

private let made = Mutex<[String: [SampleFile]]>([:])

private func fields(of line: Substring.UnicodeScalarView) -> [String] {
  var fields: [String] = []
  var field = String.UnicodeScalarView()
  var isQuoted = false
  var scalars = Array(line)[...]
  while let scalar = scalars.popFirst() {
    switch scalar {
    case "\"" where isQuoted && scalars.first == "\"":
      field.append(scalar)
      scalars.removeFirst()
    case "\"": isQuoted.toggle()
    case "," where !isQuoted:
      fields.append(String(field))
      field = String.UnicodeScalarView()
    default: field.append(scalar)
    }
  }
  return fields + [String(field)]
}
