/// Memory for one step of work, freed with its last owner; parallel chunks write disjoint parts.
///
///     let sums = Scratch<Double>(repeating: 0, count: chunks)
///     execution.forEachChunk(of: n, grain: 4096) { chunk, range in sums.base[chunk] = … }
///
/// Unchecked like any pointer: for kernels whose indices are known to lie within.
public final class Scratch<Element: BitwiseCopyable>: @unchecked Sendable {
  public let base: UnsafeMutablePointer<Element>
  public let count: Int

  @inlinable public init(repeating value: Element, count: Int) {
    base = .allocate(capacity: max(1, count))
    base.initialize(repeating: value, count: count)
    self.count = count
  }

  /// Every element must be written before it is read.
  @inlinable public init(uninitialized count: Int) {
    base = .allocate(capacity: max(1, count))
    self.count = count
  }

  deinit { base.deallocate() }
}
