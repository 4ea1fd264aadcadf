import Foundation
import KithSamples
import Testing

@Suite struct SampleTests {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test(arguments: Sample.all.map(\.name))
  func committedFilesAreWhatTheCodeWrites(name: String) throws {
    let sample = try #require(Sample.named(name))
    let folder = Self.root.appendingPathComponent("samples").appendingPathComponent(name)
    let files = writtenFiles(of: sample)
    let committed = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(committed == files.map(\.name), "run kith sample \(name) --seed 1 -o samples/\(name) --force")
    for file in files {
      let bytes = try Data(contentsOf: folder.appendingPathComponent(file.name))
      #expect(bytes == Data(file.bytes), "\(name)/\(file.name) differs from the code")
    }
  }

  @Test func namesAreSortedAndPlain() {
    let names = Sample.all.map(\.name)
    #expect(names == names.sorted() && Set(names).count == names.count)
    for sample in Sample.all {
      let allowed = Set("abcdefghijklmnopqrstuvwxyz-")
      #expect(sample.name.allSatisfy(allowed.contains))
      #expect(!sample.title.isEmpty && !sample.title.contains("\n") && !sample.summary.contains("\n"))
    }
    #expect(Sample.named("Karate") == nil)
  }

  @Test(arguments: Sample.all.map(\.name))
  func filesArePlainTextInOrder(name: String) throws {
    let files = writtenFiles(of: try #require(Sample.named(name)))
    #expect(files.map(\.name) == files.map(\.name).sorted())
    for file in files {
      #expect(!file.name.contains("/") && !file.name.hasPrefix("."))
      #expect(file.bytes.last == UInt8(ascii: "\n"))
      #expect(String(validating: file.bytes, as: UTF8.self) != nil, "\(file.name) is not UTF-8")
    }
  }

  @Test(arguments: Sample.all.map(\.name))
  func onlyGeneratedSamplesDependOnTheSeed(name: String) throws {
    let sample = try #require(Sample.named(name))
    #expect(try sample.files(seed: 1) == writtenFiles(of: sample, seed: 1))
    #expect((writtenFiles(of: sample, seed: 8) == writtenFiles(of: sample, seed: 1)) == !sample.isGenerated)
  }
}
