import KithFoundation
import RealModule

/// Log-likelihood, gradient and Hessian of a logistic regression with one intercept a group.
///
/// Columns are centred and scaled on the fly. Groups are one-hot columns, so their block of the Hessian is diagonal
/// and their cross block is a sum a group: a row costs O(columns²) whatever the number of groups.
struct LogisticKernel: Sendable {
  struct Source: Sendable {
    let base: SharedPointer<Double>
    let isByCluster: Bool
    let mean: Double
    let scale: Double
  }

  let data: LogisticData
  /// By row; 0 for rows left out.
  let weights: Scratch<Double>
  let groupCount: Int
  var sources: [Source]

  var width: Int { sources.count }

  /// What one pass over the rows sums up.
  struct Sums {
    var logLikelihood = 0.0
    var gradient: [Double]
    /// Lower triangle, row by row of `width`.
    var hessian: [Double]
    var groupGradient: [Double]
    var groupHessian: [Double]
    /// By group, then column.
    var cross: [Double]
  }

  /// At slopes `b` (of centred and scaled columns) and group intercepts. O(rows · columns²).
  func sums(_ b: [Double], _ intercepts: [Double], _ execution: Execution) -> Sums {
    // At most 64 partial sums, whose borders depend on the number of rows alone.
    let grain = max(4096, (data.rowCount + 63) / 64)
    let chunks = (data.rowCount + grain - 1) / grain
    let (p, g) = (width, groupCount)
    let size = 1 + p + p * p + 2 * g + g * p
    let parts = Scratch<Double>(repeating: 0, count: chunks * size)
    execution.forEachChunk(of: data.rowCount, grain: grain) { chunk, rows in
      accumulate(rows, b, intercepts, into: parts.base + chunk * size)
    }
    var total = [Double](repeating: 0, count: size)
    for chunk in 0..<chunks {
      let part = parts.base + chunk * size
      for index in 0..<size { total[index] += part[index] }
    }
    var start = 1
    func take(_ count: Int) -> [Double] {
      defer { start += count }
      return [Double](total[start..<start + count])
    }
    return Sums(
      logLikelihood: total[0], gradient: take(p), hessian: take(p * p), groupGradient: take(g), groupHessian: take(g),
      cross: take(g * p))
  }

  private func accumulate(
    _ rows: Range<Int>, _ b: [Double], _ intercepts: [Double], into part: UnsafeMutablePointer<Double>
  ) {
    let (p, g) = (width, groupCount)
    let gradient = part + 1
    let hessian = gradient + p
    let groupGradient = hessian + p * p
    let groupHessian = groupGradient + g
    let cross = groupHessian + g
    forEachRow(in: rows, b, intercepts) { _, group, x, yes, trials, chance, logLikelihood in
      part[0] += logLikelihood
      let residual = yes - trials * chance
      let weight = trials * chance * (1 - chance)
      groupGradient[group] += residual
      groupHessian[group] += weight
      let crossRow = cross + group &* p
      for j in 0..<p {
        gradient[j] += residual * x[j]
        let share = weight * x[j]
        crossRow[j] += share
        let hessianRow = hessian + j &* p
        for k in 0...j { hessianRow[k] += share * x[k] }
      }
    }
  }

  /// Visits the rows that count, with their centred and scaled values.
  @inline(__always)
  private func forEachRow(
    in rows: Range<Int>, _ b: [Double], _ intercepts: [Double],
    _ body: (
      _ row: Int, _ group: Int, _ x: UnsafeMutablePointer<Double>, _ yes: Double, _ trials: Double, _ chance: Double,
      _ logLikelihood: Double
    ) -> Void
  ) {
    let p = width
    withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, p)) { buffer in
      sources.withUnsafeBufferPointer { sources in
        b.withUnsafeBufferPointer { b in
          intercepts.withUnsafeBufferPointer { intercepts in
            let x = buffer.baseAddress.unsafelyUnwrapped
            let groups = data.groups?.storage.base
            let clusters = data.clusters?.storage.base
            for row in rows {
              let trials = weights.base[row]
              if trials == 0 { continue }
              let group = groups.map { Int($0[row]) } ?? 0
              let cluster = clusters.map { Int($0[row]) } ?? 0
              var eta = intercepts[group]
              for j in 0..<p {
                let source = sources[j]
                x[j] = (source.base[source.isByCluster ? cluster : row] - source.mean) * source.scale
                eta += b[j] * x[j]
              }
              let small = Double.exp(-abs(eta))
              let chance = (eta >= 0 ? 1 : small) / (1 + small)
              let yes = data.answers.base[row]
              let logLikelihood = yes * eta - trials * (max(eta, 0) + .log(onePlus: small))
              body(row, group, x, yes, trials, chance, logLikelihood)
            }
          }
        }
      }
    }
  }

  /// Σ over clusters of s sᵀ, where s sums the cluster's scores with the intercepts profiled out, and the number of
  /// clusters that have rows. O(rows · columns + clusters · columns²).
  func clusterScores(_ b: [Double], _ intercepts: [Double], _ sums: Sums) -> (matrix: SymmetricMatrix, clusters: Int) {
    guard let clusters = data.clusters else { return (SymmetricMatrix(size: width), 0) }
    let p = width
    let scores = Scratch<Double>(repeating: 0, count: clusters.count * p)
    let isPresent = Scratch<Bool>(repeating: false, count: clusters.count)
    let centres = sums.cross.indices.map { sums.cross[$0] / max(sums.groupHessian[$0 / p], .leastNormalMagnitude) }
    centres.withUnsafeBufferPointer { centres in
      forEachRow(in: 0..<data.rowCount, b, intercepts) { row, group, x, yes, trials, chance, _ in
        let cluster = Int(clusters.storage.base[row])
        isPresent.base[cluster] = true
        let residual = yes - trials * chance
        let score = scores.base + cluster &* p
        for j in 0..<p { score[j] += residual * (x[j] - centres[group &* p &+ j]) }
      }
    }
    var sum = [Double](repeating: 0, count: p * p)
    for cluster in 0..<clusters.count where isPresent.base[cluster] {
      let score = scores.base + cluster * p
      for j in 0..<p { for k in 0...j { sum[j * p + k] += score[j] * score[k] } }
    }
    var matrix = SymmetricMatrix(size: p)
    for j in 0..<p { for k in 0...j { matrix[j, k] = sum[j * p + k] } }
    return (matrix, (0..<clusters.count).count { isPresent.base[$0] })
  }
}

extension LogisticKernel.Sums {
  /// The Hessian of the slopes with the intercepts profiled out: H − Σ_g c_g c_gᵀ / d_g.
  func profiledHessian() -> SymmetricMatrix {
    let p = gradient.count
    var matrix = SymmetricMatrix(size: p)
    for j in 0..<p { for k in 0...j { matrix[j, k] = hessian[j * p + k] } }
    for group in groupHessian.indices where groupHessian[group] > 0 {
      for j in 0..<p {
        let share = cross[group * p + j] / groupHessian[group]
        for k in 0...j { matrix[j, k] -= share * cross[group * p + k] }
      }
    }
    return matrix
  }

  /// Newton's step of slopes and intercepts, by block elimination of the intercepts.
  func step(_ profiled: Cholesky) -> (slopes: [Double], intercepts: [Double]) {
    let p = gradient.count
    var right = gradient
    for group in groupHessian.indices where groupHessian[group] > 0 {
      let share = groupGradient[group] / groupHessian[group]
      for j in 0..<p { right[j] -= cross[group * p + j] * share }
    }
    let slopes = profiled.solve(right)
    let intercepts = groupHessian.indices.map { group in
      if groupHessian[group] <= 0 { return 0.0 }
      var rest = groupGradient[group]
      for j in 0..<p { rest -= cross[group * p + j] * slopes[j] }
      return rest / groupHessian[group]
    }
    return (slopes, intercepts)
  }
}
