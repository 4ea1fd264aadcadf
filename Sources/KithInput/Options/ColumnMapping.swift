/// What a column means for the log.
public enum ColumnRole: String, Sendable, Codable, CaseIterable {
  case from, to, at, kind, channel, item, weight, text, id, parent
}

/// Which column plays which role: a header name or a 1-based position; nil = found by name.
///
///     ColumnMapping(from: "author", to: "reply_to")
public struct ColumnMapping: Sendable, Codable, Equatable {
  public var from: String?
  public var to: String?
  public var at: String?
  public var kind: String?
  public var channel: String?
  public var item: String?
  public var weight: String?
  public var text: String?
  public var id: String?
  public var parent: String?

  public init(
    from: String? = nil, to: String? = nil, at: String? = nil, kind: String? = nil, channel: String? = nil,
    item: String? = nil, weight: String? = nil, text: String? = nil, id: String? = nil, parent: String? = nil
  ) {
    self.from = from
    self.to = to
    self.at = at
    self.kind = kind
    self.channel = channel
    self.item = item
    self.weight = weight
    self.text = text
    self.id = id
    self.parent = parent
  }

  public subscript(role: ColumnRole) -> String? {
    switch role {
    case .from: from
    case .to: to
    case .at: at
    case .kind: kind
    case .channel: channel
    case .item: item
    case .weight: weight
    case .text: text
    case .id: id
    case .parent: parent
    }
  }
}
