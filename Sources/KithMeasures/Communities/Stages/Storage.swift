/// A fixed block of plain memory that several threads may share, writing disjoint elements.
///
/// Arrays would be checked and copied on write; kernels hoist `base` and keep the block alive by
/// holding it as a parameter or property.
final class Storage<Element: BitwiseCopyable>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Element>
  let count: Int

  /// Contents are undefined until written.
  init(count: Int) {
    self.count = count
    base = .allocate(capacity: max(1, count))
  }

  convenience init(repeating value: Element, count: Int) {
    self.init(count: count)
    base.initialize(repeating: value, count: count)
  }

  deinit { base.deallocate() }

  subscript(index: Int) -> Element {
    @inline(__always) get { base[index] }
    @inline(__always) set { base[index] = newValue }
  }
}
