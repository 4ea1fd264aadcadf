import Foundation
import KithDiffusion
import KithTestSupport
import Testing

/// The cascade of the R package `seismic`: seconds and followers of an original and its shares.
enum TweetCascade {
  static var path: String? { sharedData("data/seismic-tweet/tweet.rda") }

  /// R's own form: gzip around a list of two columns of big-endian integers, each after its type, 13, and its length.
  static func history() throws -> ShareHistory {
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-dc", try #require(path)]
    let pipe = Pipe()
    gzip.standardOutput = pipe
    gzip.standardInput = FileHandle.nullDevice
    try gzip.run()
    let bytes = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
    gzip.waitUntilExit()
    let rows = 15_563
    let heading = [0, 0, 0, 13] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: rows >> $0) }
    func column(_ start: Int) -> [Double] {
      (0..<rows).map { row in
        Double((0..<4).reduce(0) { $0 << 8 | Int(bytes[start + 4 * row + $1]) })
      }
    }
    let first = try #require((0..<200).first { bytes[$0..<$0 + 8].elementsEqual(heading) }) + 8
    let second = first + 4 * rows
    try #require(bytes[second..<second + 8].elementsEqual(heading))
    return try ShareHistory(times: column(first), reach: column(second + 8))
  }
}
