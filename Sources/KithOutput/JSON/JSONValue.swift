/// A JSON document whose objects keep the order they were written in.
///
///     let document: JSONValue = ["schema": "kith.scores/1", "people": 34]
///     document["people"]?.intValue           // 34
///     document.bytes(.pretty)
///
/// Numbers print as `OutputBuffer` prints them; a real that is not finite cannot be made
/// (`JSONValue(real)` turns it into null). Keys of one object must differ.
public enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  case real(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  public struct Member: Sendable, Equatable {
    public var key: String
    public var value: JSONValue
    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// A real number, or null where it is absent or not finite.
  public init(_ value: Double?) { self = value.flatMap { $0.isFinite ? .real($0) : nil } ?? .null }
  public init(_ value: Int?) { self = value.map { .integer($0) } ?? .null }
  public init(_ value: String?) { self = value.map { .string($0) } ?? .null }

  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  public subscript(index: Int) -> JSONValue? {
    guard case .array(let values) = self, values.indices.contains(index) else { return nil }
    return values[index]
  }

  /// The value at a path such as `core.people[0].id`, or nil.
  public func value(at path: String) -> JSONValue? {
    var value = self
    for step in path.split(separator: ".") {
      let parts = step.split(separator: "[")
      if let key = parts.first, !step.hasPrefix("[") {
        guard let next = value[String(key)] else { return nil }
        value = next
      }
      for part in step.hasPrefix("[") ? parts[...] : parts.dropFirst() {
        guard let index = Int(part.dropLast()), let next = value[index] else { return nil }
        value = next
      }
    }
    return value
  }

  public var isNull: Bool { self == .null }
  public var stringValue: String? { if case .string(let text) = self { text } else { nil } }
  public var boolValue: Bool? { if case .bool(let flag) = self { flag } else { nil } }
  public var intValue: Int? { if case .integer(let number) = self { number } else { nil } }
  /// A number of either type.
  public var numberValue: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .real(let number): number
    default: nil
    }
  }
  public var arrayValue: [JSONValue]? { if case .array(let values) = self { values } else { nil } }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .real(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0, $1) })
  }
  public init(nilLiteral: ()) { self = .null }
}
