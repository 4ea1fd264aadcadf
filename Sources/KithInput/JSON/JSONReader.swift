import CSIMDJSON
import Glibc
import KithFoundation

/// Reads JSON objects and hands back the values at chosen paths. One thread at a time.
///
///     let reader = try JSONReader(paths: ["actor.login", "created_at"])
///     try reader.read(line, at: place) { values in … }
final class JSONReader {
  private let handle: OpaquePointer
  private let values: UnsafeMutableBufferPointer<kith_json_value>

  /// Objects and arrays within each other.
  static let deepest = 64

  /// The paths must differ.
  init(paths: [String]) throws {
    let copies = paths.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    let pointers = copies.map { UnsafePointer($0) }
    guard let handle = kith_json_open(pointers, pointers.count, Self.deepest) else { throw Self.outOfMemory }
    self.handle = handle
    values = .allocate(capacity: paths.count)
    values.initialize(repeating: kith_json_value())
  }

  deinit {
    kith_json_close(handle)
    values.deallocate()
  }

  /// The values of one object, in the order of the paths; valid during the call of `body`.
  ///
  /// - Parameter place: of the line; errors add the byte within it.
  /// - Throws: `KithError` E301-E305 where the line is not a JSON object, and what `body` throws.
  func read(_ line: UnsafeRawBufferPointer, at place: Place, _ body: (JSONValues) throws -> Void) throws {
    var errorOffset = 0
    let error = kith_json_read(handle, line.characters, line.count, values.baseAddress, &errorOffset)
    if error != KITH_JSON_OK { throw JSONFault(error, offset: errorOffset, in: line).error(inLineAt: place) }
    try body(JSONValues(values: UnsafeBufferPointer(values), place: place))
  }

  /// Each object of a document that is one array of objects, with its place and bytes.
  func readArray(
    _ document: UnsafeRawBufferPointer, file: String, _ body: (JSONValues, UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var errorOffset = 0
    try withoutActuallyEscaping(body) { body in
      let visit = Visit(document, file: file, values: UnsafeBufferPointer(values), body)
      let error = kith_json_read_array(
        handle, document.characters, document.count, values.baseAddress,
        { context, start, end in Unmanaged<Visit>.fromOpaque(context!).takeUnretainedValue().call(start, end) },
        Unmanaged.passUnretained(visit).toOpaque(), &errorOffset)
      if let thrown = visit.thrown { throw thrown }
      if error != KITH_JSON_OK {
        throw JSONFault(error, offset: errorOffset, in: document).error(inDocument: document, file: file)
      }
    }
  }

  /// The paths of the values in one object, or in the first `objects` of an array, in order and maybe repeated;
  /// nil where it is no JSON.
  static func paths(of document: UnsafeRawBufferPointer, objects: Int = 1) throws -> [String]? {
    guard let handle = kith_json_open(nil, 0, deepest) else { throw outOfMemory }
    defer { kith_json_close(handle) }
    final class Found { var paths: [String] = [] }
    let found = Found()
    var errorOffset = 0
    let error = kith_json_paths(
      handle, document.characters, document.count, max(1, objects),
      { context, path, length, _ in
        let found = Unmanaged<Found>.fromOpaque(context!).takeUnretainedValue()
        found.paths.append(String(decoding: UnsafeRawBufferPointer(start: path, count: length), as: UTF8.self))
      }, Unmanaged.passUnretained(found).toOpaque(), &errorOffset)
    return error == KITH_JSON_OK ? found.paths : nil
  }

  private static var outOfMemory: KithError { KithError(.limit, Diagnostic("E309", "out of memory reading JSON")) }

  /// What the C callback needs; errors wait in `thrown` until C has returned.
  private final class Visit {
    var thrown: (any Error)?
    private let values: UnsafeBufferPointer<kith_json_value>
    private let document: UnsafeRawBufferPointer
    private let file: String
    private let body: (JSONValues, UnsafeRawBufferPointer) throws -> Void
    private var line = 1
    private var counted = 0

    init(
      _ document: UnsafeRawBufferPointer, file: String, values: UnsafeBufferPointer<kith_json_value>,
      _ body: @escaping (JSONValues, UnsafeRawBufferPointer) throws -> Void
    ) {
      self.document = document
      self.file = file
      self.values = values
      self.body = body
    }

    func call(_ start: Int, _ end: Int) -> Int32 {
      for byte in document[counted..<start] where byte == 0x0a { line += 1 }
      counted = start
      do {
        try body(
          JSONValues(values: values, place: Place(file: file, line: line)),
          UnsafeRawBufferPointer(rebasing: document[start..<end]))
        return 0
      } catch {
        thrown = error
        return 1
      }
    }
  }
}

/// The values found in one object; the bytes are valid during the call they are given to.
struct JSONValues {
  fileprivate let values: UnsafeBufferPointer<kith_json_value>
  /// Where the object stands.
  let place: Place

  /// A string's characters, a number, true or false as written; nil for null and absent.
  ///
  /// - Throws: E306 for an object or array, which is no value.
  func text(_ slot: Int, role: String) throws -> UnsafeRawBufferPointer? {
    let value = values[slot]
    switch value.kind {
    case KITH_JSON_ABSENT, KITH_JSON_NULL: return nil
    case KITH_JSON_OBJECT, KITH_JSON_ARRAY:
      var place = place
      place.columnName = role
      let what = value.kind == KITH_JSON_ARRAY ? "an array" : "an object"
      throw KithError(
        .badData,
        Diagnostic(
          "E306", "\"\(role)\" should be a text or a number, but is \(what)", at: place,
          help: "name a value inside it by its path, for example --from actor.login"))
    default: return UnsafeRawBufferPointer(start: value.text, count: value.length)
    }
  }
}

extension UnsafeRawBufferPointer {
  /// The same bytes as C characters.
  fileprivate var characters: UnsafePointer<CChar>? { baseAddress?.assumingMemoryBound(to: CChar.self) }
}
