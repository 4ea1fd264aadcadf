extension InputFormat {
  /// The format seen from the first bytes of a source; consumes nothing.
  ///
  /// A table that says whom each row addresses is one of interactions; one that only has parents or
  /// texts is one of messages.
  static func sniffed(from source: ByteSource, options: InputOptions) throws -> InputFormat {
    // What is at fault with bytes, header or options is left to the table reader, which says where.
    guard let head = try? source.peek(TableLayout.stretch) else { return .interactions }
    let start = head.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    if start.first == UInt8(ascii: "{") {
      let line = String(decoding: start.prefix { $0 != 0x0A }, as: UTF8.self)
      let isEvent = ["\"type\"", "\"actor\"", "\"repo\"", "\"payload\""].allSatisfy { line.contains($0) }
      return isEvent ? .gitHubEvents : .jsonLines
    }
    if JSONLines.looksLike(start) { return .jsonLines }
    if ["<?xml", "<posts", "<comments", "<users"].contains(where: { start.starts(with: $0.utf8) }) {
      return .stackExchange
    }
    if options.isOfActions || options.columns.to != nil || options.columnList?.contains("to") ?? false {
      return .interactions
    }
    guard let layout = try? TableLayout(source, options: options, consumes: false) else { return .interactions }
    guard
      let roles = try? ColumnRoles(
        header: layout.header, fieldCount: layout.fieldCount, options: options, place: .init(file: source.name))
    else { return .interactions }
    let isMessages = roles[.to] == nil && (roles[.parent] != nil || roles[.text] != nil)
    return isMessages ? .messages : .interactions
  }
}
