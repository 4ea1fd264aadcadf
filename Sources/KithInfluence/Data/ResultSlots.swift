import Synchronization

/// One result for each chunk of a parallel loop, each written once.
final class ResultSlots<Value: Sendable>: Sendable {
  private let values: Mutex<[Value?]>

  init(count: Int) { values = Mutex([Value?](repeating: nil, count: count)) }

  subscript(index: Int) -> Value? {
    get { values.withLock { $0[index] } }
    set { values.withLock { $0[index] = newValue } }
  }
}
