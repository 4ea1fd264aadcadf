import CZlib
import Foundation
import KithFoundation
import KithGraph
import Testing

@testable import KithInput

@Suite struct ByteSourceTests {
  static let table = "from,to\na,b\nb,c\n"

  @Test func absentFileNamesItsNeighbour() throws {
    let folder = try Folder()
    _ = try folder.write("comments.csv", Self.table)
    let error = try #require(Self.failed(folder.path + "/coments.csv"))
    #expect(error.exitCode == .noInput)
    #expect(error.diagnostic.message == "\(folder.path)/coments.csv does not exist")
    #expect(error.diagnostic.help == "did you mean \(folder.path)/comments.csv?")
  }

  @Test func directoryIsNoInput() throws {
    let folder = try Folder()
    let error = try #require(Self.failed(folder.path))
    #expect(error.exitCode == .noInput)
    #expect(error.diagnostic.message.contains("is a directory"))
    #expect(error.diagnostic.help?.contains("*.csv") == true)
  }

  @Test func pipeIsReadWithoutSeeking() throws {
    let folder = try Folder()
    let path = folder.path + "/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    let writer = Thread {
      let handle = fopen(path, "w")
      fputs(Self.table, handle)
      fclose(handle)
    }
    writer.start()
    #expect(try rows(LogReader(InputOptions(sources: [path])).read().log) == ["a|b", "b|c"])
  }

  @Test func pipeThatEndsInsideARecordIsSaidToBeCut() throws {
    let folder = try Folder()
    let path = folder.path + "/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    let writer = Thread {
      let handle = fopen(path, "w")
      fputs("from,to,at\na,b,1\na,", handle)
      fclose(handle)
    }
    writer.start()
    let error = try #require(Self.failed(path))
    #expect(error.diagnostic.message.contains("unterminated record"))
    #expect(error.diagnostic.place?.line == 3)
  }

  @Test func gzipOfSeveralMembersIsOneText() throws {
    let bytes = Self.gzip("from,to\na,") + Self.gzip("b\n") + Self.gzip("b,c\n")
    let reading = try reading(bytes, name: "plain-name.csv")
    #expect(rows(reading.log) == ["a|b", "b|c"])
    #expect(reading.summary.files[0].isCompressed)
    #expect(reading.summary.files[0].bytes == bytes.count)
  }

  @Test func gzipNameWithPlainContentIsPlain() throws {
    #expect(try rows(reading(Array(Self.table.utf8), name: "x.csv.gz").log) == ["a|b", "b|c"])
  }

  @Test func gzipFollowedByRubbishWarns() throws {
    let reading = try reading(Self.gzip(Self.table) + Array("rubbish".utf8))
    #expect(rows(reading.log).count == 2)
    #expect(reading.summary.warnings.map(\.code) == ["W111"])
    let padded = try KithInputTests.reading(Self.gzip(Self.table) + [UInt8](repeating: 0, count: 512))
    #expect(padded.summary.warnings.isEmpty)
  }

  @Test func gzipCutShortSaysWhere() throws {
    var random = RandomStream(seed: 3, purpose: "gzip")
    let text = "from,to\n" + (0..<50_000).map { _ in "u\(random.below(1000)),v\(random.below(1000))\n" }.joined()
    let whole = Self.gzip(text)
    for share in [0.3, 0.9] {
      let cut = Array(whole.prefix(Int(Double(whole.count) * share)))
      let error = try #require(try failure(cut))
      #expect(error.exitCode == .badData)
      #expect(error.diagnostic.message.hasPrefix("gzip stream ends early at byte \(cut.count) (after line "))
      let line = try #require(error.diagnostic.place?.line)
      #expect(Double(line) > 50_000 * (share - 0.1) && Double(line) < 50_000 * (share + 0.1))
    }
  }

  @Test func gzipWithAWrongSumIsDamaged() throws {
    var bytes = Self.gzip(Self.table)
    bytes[bytes.count - 8] ^= 0xFF
    let error = try #require(try failure(bytes))
    #expect(error.diagnostic.message.contains("CRC"))
    #expect(error.exitCode == .badData)
  }

  @Test func gzipBombStops() throws {
    let bomb = Self.gzip(String(repeating: "from,to\n", count: 1 << 19))
    let error = try #require(try failure(bomb) { $0.limits.decompressed = 1 << 20 })
    #expect(error.exitCode == .limit)
  }

  @Test(arguments: [
    ("PK\u{3}\u{4}rest", "xlsx"), ("%PDF-1.7", "PDF"), ("<!DOCTYPE html><p>", "HTML"), ("\n <html>", "HTML"),
    ("version https://git-lfs.github.com/spec/v1\noid", "Git LFS pointer"), ("PAR1....", "Parquet"),
  ])
  func otherFilesAreRecognised(start: String, what: String) throws {
    let error = try #require(try failure(start))
    #expect(error.exitCode == .badData)
    #expect(error.diagnostic.message.contains(what))
    #expect(error.diagnostic.help != nil)
  }

  @Test func pictureIsRecognised() throws {
    #expect(try failure([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A])?.diagnostic.message.contains("PNG") == true)
  }

  @Test func endlessZerosHitALimit() throws {
    var options = InputOptions(sources: ["/dev/zero"])
    options.limits.record = 1 << 18
    let error = #expect(throws: KithError.self) { try LogReader(options).read() }
    #expect(error?.exitCode == .limit)
  }

  @Test func tapSeesTheBytesAsStored() throws {
    let folder = try Folder()
    let bytes = Self.gzip(Self.table) + Array("tail".utf8)
    let path = try folder.write("a.gz", bytes)
    let seen = Seen()
    var reader = LogReader(InputOptions(sources: [path]))
    reader.tap = { file, bytes in seen.append(file, bytes) }
    _ = try reader.read(execution: Execution(threads: 2))
    #expect(seen.bytes == bytes)
  }

  @Test func fileThatGrowsWhileReadIsAnError() throws {
    let folder = try Folder()
    let path = try folder.write("a.csv", Self.table)
    var reader = LogReader(InputOptions(sources: [path]))
    reader.tap = { _, _ in
      let handle = fopen(path, "a")
      fputs("c,d\n", handle)
      fclose(handle)
    }
    let error = #expect(throws: KithError.self) { try reader.read() }
    #expect(error?.exitCode == .ioError)
    #expect(error?.diagnostic.message.contains("changed while it was read") == true)
  }

  @Test func peekedBytesAreReadAgain() throws {
    let folder = try Folder()
    let text = (0..<1000).map { "\($0)\n" }.joined()
    let source = ByteSource(try folder.write("a", text), options: InputOptions(sources: []))
    #expect(try source.peek(3).elementsEqual("0\n1".utf8))
    #expect(try source.peek(100).count == 100)
    source.skip(2)
    #expect(try source.readAll().elementsEqual(text.utf8.dropFirst(2)))
    #expect(try source.readAll().isEmpty)
  }

  private static func failed(_ path: String) -> KithError? {
    do {
      _ = try LogReader(InputOptions(sources: [path])).read()
      return nil
    } catch { return error as? KithError }
  }

  private final class Seen: @unchecked Sendable {
    var bytes: [UInt8] = []
    func append(_ file: Int, _ more: UnsafeRawBufferPointer) { bytes += Array(more) }
  }

  /// One gzip member.
  static func gzip(_ text: String) -> [UInt8] {
    var input = Array(text.utf8)
    var output = [UInt8](repeating: 0, count: input.count + 1000)
    var stream = z_stream()
    deflateInit2_(
      &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    let size = input.withUnsafeMutableBufferPointer { from in
      output.withUnsafeMutableBufferPointer { to in
        stream.next_in = from.baseAddress
        stream.avail_in = UInt32(from.count)
        stream.next_out = to.baseAddress
        stream.avail_out = UInt32(to.count)
        deflate(&stream, Z_FINISH)
        return to.count - Int(stream.avail_out)
      }
    }
    deflateEnd(&stream)
    return Array(output.prefix(size))
  }
}
