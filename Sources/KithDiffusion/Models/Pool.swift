import Synchronization

/// Working memory that parallel chunks take turns with: as many items as run at once.
///
/// An item goes back as it was taken: nothing that a chunk found may stay in it.
final class Pool<Item: Sendable>: Sendable {
  private let idle = Mutex<[Item]>([])
  private let make: @Sendable () -> Item

  init(_ make: @escaping @Sendable () -> Item) { self.make = make }

  func with<Value>(_ body: (Item) -> Value) -> Value {
    let item = idle.withLock { $0.popLast() } ?? make()
    defer { idle.withLock { $0.append(item) } }
    return body(item)
  }

  /// All items, once no chunk runs.
  var items: [Item] { idle.withLock { $0 } }
}
