import KithFoundation

/// Knows files that are no tables by their first bytes, and says how to get one.
enum Magic {
  static func refuse(_ head: ArraySlice<UInt8>, name: String) throws {
    guard
      let (what, help) = known.first(where: { head.starts(with: $0.bytes) }).map({ ($0.what, $0.help) }) ?? text(head)
    else { return }
    throw KithError(.badData, Diagnostic("E110", "\(name) is \(what), not a log", at: Place(file: name), help: help))
  }

  private struct Kind: Sendable {
    let bytes: [UInt8]
    let what: String
    let help: String
  }

  private static let known = [
    Kind(
      bytes: [0x50, 0x4B, 0x03, 0x04], what: "a zip or xlsx file",
      help: "unpack the zip, or export the xlsx sheet as CSV"),
    Kind(bytes: [0x50, 0x4B, 0x05, 0x06], what: "an empty zip file", help: "give the CSV file itself"),
    Kind(bytes: [0xD0, 0xCF, 0x11, 0xE0], what: "an old Excel (xls) file", help: "export the sheet as CSV"),
    Kind(bytes: Array("%PDF-".utf8), what: "a PDF file", help: "export the table behind it as CSV"),
    Kind(bytes: [0x89, 0x50, 0x4E, 0x47], what: "a PNG picture", help: "give the table it was drawn from, as CSV"),
    Kind(bytes: [0xFF, 0xD8, 0xFF], what: "a JPEG picture", help: "give the table it was drawn from, as CSV"),
    Kind(bytes: [0x28, 0xB5, 0x2F, 0xFD], what: "a zstd-compressed file", help: "unpack it: zstd -dc FILE | kith … -"),
    Kind(
      bytes: [0xFD, 0x37, 0x7A, 0x58, 0x5A], what: "an xz-compressed file", help: "unpack it: xz -dc FILE | kith … -"),
    Kind(bytes: Array("BZh".utf8), what: "a bzip2-compressed file", help: "unpack it: bzip2 -dc FILE | kith … -"),
    Kind(
      bytes: Array("PAR1".utf8), what: "a Parquet file", help: "export it as CSV, for example with DuckDB's COPY … TO"),
    Kind(bytes: Array("SQLite format 3".utf8), what: "an SQLite database", help: "export the table as CSV"),
    Kind(
      bytes: Array("version https://git-lfs.github.com/spec".utf8), what: "a Git LFS pointer",
      help: "fetch the file it stands for: git lfs pull"),
  ]

  private static func text(_ head: ArraySlice<UInt8>) -> (String, String)? {
    let start = head.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 || $0 >= 0xBB }.prefix(15)
    let lower = String(decoding: start, as: UTF8.self).lowercased()
    return lower.hasPrefix("<!doctype html") || lower.hasPrefix("<html")
      ? ("an HTML page", "it is probably an error or login page saved in place of the data: download it again") : nil
  }
}
