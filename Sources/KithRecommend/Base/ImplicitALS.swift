import COpenBLAS
import KithFoundation
import KithStatistics

/// Recommends by factors that explain who took what: implicit feedback, alternating least squares.
///
///     let model = try ImplicitALS(factors: 64, alpha: 20, regularization: 80).fit(taken)
///     model.scores(of: 0)
///
/// Minimises Σ c_ui (x_ui − p_u · q_i)² + λ (Σ |p_u|² + Σ |q_i|²), x 1 for a pair taken and 0 for any other, c = α for
/// a pair taken and 1 for any other. Each alternation solves all users exactly, then all items. With A = QᵀQ + λ I and
/// the user's k items in the rows of U, p = α A⁻¹Uᵀ (I + (α − 1) U A⁻¹ Uᵀ)⁻¹ 1: a system of order k, not of factors,
/// wherever the user has few items. The regularisation decides more about quality than anything else: tune it.
///
/// O(iterations · Σ min(k, factors)² · factors); memory 12 · factors bytes a user and item. The start is drawn from
/// `seed`; bytes do not depend on threads. Hu, Koren & Volinsky 2008, doi 10.1109/ICDM.2008.22.
public struct ImplicitALS: Sendable, Codable, Equatable {
  public var factors: Int
  public var iterations: Int
  /// What a pair taken weighs against one not taken, at least 1.
  public var alpha: Double
  public var regularization: Double
  public var seed: UInt64

  public init(
    factors: Int = 64, iterations: Int = 15, alpha: Double = 20, regularization: Double = 80, seed: UInt64 = 1
  ) {
    self.factors = factors
    self.iterations = iterations
    self.alpha = alpha
    self.regularization = regularization
    self.seed = seed
  }

  /// Throws E720 for options out of range and `CancellationError`.
  public func fit(_ taken: UserItems, execution: Execution = .serial) throws -> FactorModel {
    try check()
    BLAS.useCallingThread()
    let users = start("users", taken.userCount)
    let items = start("items", taken.itemCount)
    for iteration in 0..<iterations {
      try solve(users, from: items, starts: taken.userStarts, rows: taken.userItems, execution)
      try solve(items, from: users, starts: taken.itemStarts, rows: taken.itemUsers, execution)
      execution.report("factoring", done: iteration + 1, of: iterations, unit: "iterations")
    }
    return FactorModel(factors: factors, users: users, items: items, counts: (taken.userCount, taken.itemCount))
  }

  private func check() throws {
    if !(1...1024 ~= factors) { throw KithError.option("the number of factors", factors, choose: "1 to 1024") }
    if !(1...10_000 ~= iterations) {
      throw KithError.option("the number of iterations", iterations, choose: "1 to 10000")
    }
    if !(alpha >= 1 && alpha.isFinite) { throw KithError.option("alpha", alpha, choose: "a number of at least 1") }
    if !(regularization > 0 && regularization.isFinite) {
      throw KithError.option("the regularisation", regularization, choose: "a number above 0")
    }
  }

  private func start(_ purpose: StaticString, _ count: Int) -> Scratch<Float> {
    let values = Scratch<Float>(uninitialized: count * factors)
    var random = RandomStream(seed: seed, purpose: purpose)
    for index in 0..<values.count { values.base[index] = Float(random.unit() * 0.01) }
    return values
  }

  /// One side solved, given the other.
  private func solve(
    _ side: Scratch<Float>, from other: Scratch<Float>, starts: [Int], rows: [UInt32], _ execution: Execution
  ) throws {
    let (f, width) = (factors, Int32(factors))
    let gram = gram(of: other, execution)
    for factor in 0..<f { gram[factor, factor] += Float(regularization) }
    let inverse = LargeSymmetricMatrix(order: f)
    inverse.values.update(from: gram.values, count: f * f)
    if !inverse.factor() { throw RecommendError.unsolvable }
    inverse.invertFactored()
    // A⁻¹q of every row of the other side, so that a user's are there to be gathered.
    let count = other.count / f
    let turned = Scratch<Float>(uninitialized: other.count)
    execution.forEachChunk(of: count, grain: 1024) { _, range in
      cblas_sgemm(
        CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(range.count), width, width, 1,
        other.base + range.lowerBound * f, width, inverse.values, width, 0, turned.base + range.lowerBound * f, width)
    }
    let alpha = Float(alpha)
    execution.forEachChunk(of: side.count / f, grain: 64) { _, range in
      if execution.isCancelled() { return }
      let work = Workspace(factors: f)
      for index in range {
        work.solve(
          rows[starts[index]..<starts[index + 1]], other: other, turned: turned, gram: gram, alpha: alpha,
          into: side.base + index * f)
      }
    }
    try execution.checkCancellation()
  }

  /// QᵀQ, summed in fixed chunks.
  private func gram(of side: Scratch<Float>, _ execution: Execution) -> LargeSymmetricMatrix {
    let f = factors
    let count = side.count / f
    let grain = 4096
    let chunks = (count + grain - 1) / grain
    let parts = Scratch<Float>(repeating: 0, count: max(1, chunks) * f * f)
    execution.forEachChunk(of: count, grain: grain) { chunk, range in
      cblas_ssyrk(
        CblasRowMajor, CblasLower, CblasTrans, Int32(f), Int32(range.count), 1, side.base + range.lowerBound * f,
        Int32(f), 0, parts.base + chunk * f * f, Int32(f))
    }
    let gram = LargeSymmetricMatrix(order: f)
    for chunk in 0..<chunks { for index in 0..<f * f { gram.values[index] += parts.base[chunk * f * f + index] } }
    return gram
  }

  /// A worker's memory.
  private struct Workspace {
    let f: Int
    let mine: Scratch<Float>
    let turned: Scratch<Float>
    let system: Scratch<Float>
    let answer: Scratch<Float>

    init(factors: Int) {
      f = factors
      mine = Scratch(uninitialized: factors * factors)
      turned = Scratch(uninitialized: factors * factors)
      system = Scratch(uninitialized: factors * factors)
      answer = Scratch(uninitialized: factors)
    }

    func solve(
      _ rows: ArraySlice<UInt32>, other: Scratch<Float>, turned all: Scratch<Float>, gram: LargeSymmetricMatrix,
      alpha: Float, into result: UnsafeMutablePointer<Float>
    ) {
      if rows.isEmpty {
        result.update(repeating: 0, count: f)
      } else if rows.count <= f {
        solveFew(rows, other, all, alpha, result)
      } else {
        solveMany(rows, other, gram, alpha, result)
      }
    }

    /// Order of the user's items.
    private func solveFew(
      _ rows: ArraySlice<UInt32>, _ other: Scratch<Float>, _ all: Scratch<Float>, _ alpha: Float,
      _ result: UnsafeMutablePointer<Float>
    ) {
      var k = Int32(rows.count)
      for (place, row) in rows.enumerated() {
        (mine.base + place * f).update(from: other.base + Int(row) * f, count: f)
        (turned.base + place * f).update(from: all.base + Int(row) * f, count: f)
        answer.base[place] = 1
      }
      cblas_sgemm(
        CblasRowMajor, CblasNoTrans, CblasTrans, k, k, Int32(f), alpha - 1, mine.base, Int32(f), turned.base, Int32(f),
        0, system.base, k)
      for place in 0..<rows.count { system.base[place * rows.count + place] += 1 }
      var (one, info) = (Int32(1), Int32(0))
      spotrf_("U", &k, system.base, &k, &info)
      spotrs_("U", &k, &one, system.base, &k, answer.base, &k, &info)
      cblas_sgemv(CblasRowMajor, CblasTrans, k, Int32(f), alpha, turned.base, Int32(f), answer.base, 1, 0, result, 1)
    }

    /// Order of the factors: items in pieces of as many as fit.
    private func solveMany(
      _ rows: ArraySlice<UInt32>, _ other: Scratch<Float>, _ gram: LargeSymmetricMatrix, _ alpha: Float,
      _ result: UnsafeMutablePointer<Float>
    ) {
      system.base.update(from: gram.values, count: f * f)
      result.update(repeating: 0, count: f)
      for start in stride(from: 0, to: rows.count, by: f) {
        let count = min(f, rows.count - start)
        for place in 0..<count {
          let row = other.base + Int(rows[rows.startIndex + start + place]) * f
          (mine.base + place * f).update(from: row, count: f)
          for factor in 0..<f { result[factor] += alpha * row[factor] }
        }
        cblas_ssyrk(
          CblasRowMajor, CblasLower, CblasTrans, Int32(f), Int32(count), alpha - 1, mine.base, Int32(f), 1, system.base,
          Int32(f))
      }
      var (n, one, info) = (Int32(f), Int32(1), Int32(0))
      spotrf_("U", &n, system.base, &n, &info)
      spotrs_("U", &n, &one, system.base, &n, result, &n, &info)
    }
  }
}

/// Users and items as rows of factors: the score is their product.
public struct FactorModel: ItemScorer {
  public let factors: Int
  public let userCount: Int
  public let itemCount: Int
  private let users: Scratch<Float>
  private let items: Scratch<Float>

  init(factors: Int, users: Scratch<Float>, items: Scratch<Float>, counts: (users: Int, items: Int)) {
    self.factors = factors
    self.users = users
    self.items = items
    (userCount, itemCount) = counts
  }

  public func userFactors(_ user: Int) -> [Float] { Self.row(user, of: users, factors) }
  public func itemFactors(_ item: Int) -> [Float] { Self.row(item, of: items, factors) }

  private static func row(_ row: Int, of side: Scratch<Float>, _ factors: Int) -> [Float] {
    Array(UnsafeBufferPointer(start: side.base + row * factors, count: factors))
  }

  public func score(_ users: ArraySlice<Int>, into rows: UnsafeMutablePointer<Float>) {
    let width = Int32(factors)
    let block = Scratch<Float>(uninitialized: users.count * factors)
    for (place, user) in users.enumerated() {
      (block.base + place * factors).update(from: self.users.base + user * factors, count: factors)
    }
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasTrans, Int32(users.count), Int32(itemCount), width, 1, block.base, width,
      items.base, width, 0, rows, Int32(itemCount))
  }
}
