/// The least value of a function of a few variables, found without derivatives.
///
/// Nelder & Mead 1965, doi 10.1093/comjnl/7.4.308, with their coefficients, started anew once from where it
/// ended, since a simplex may collapse too early.
enum NelderMead {
  /// A point near a local minimum: the simplex's values agree to `tolerance`, relatively, or `most` steps are over.
  ///
  /// `loss` may be infinite, but not at `start`.
  static func minimum(
    of loss: ([Double]) -> Double, from start: [Double], step: Double, tolerance: Double = 1e-12, most: Int = 500
  ) -> [Double] {
    let first = descend(loss, start, step, tolerance, most)
    return descend(loss, first, step / 4, tolerance, most)
  }

  private static func descend(
    _ loss: ([Double]) -> Double, _ start: [Double], _ step: Double, _ tolerance: Double, _ most: Int
  ) -> [Double] {
    var simplex = [(point: start, value: loss(start))]
    for axis in start.indices {
      var point = start
      point[axis] += step
      simplex.append((point, loss(point)))
    }
    for _ in 0..<most {
      simplex.sort { $0.value < $1.value }
      let worst = simplex[start.count]
      if worst.value - simplex[0].value <= tolerance * abs(simplex[0].value) { break }
      let centre = start.indices.map { axis in
        simplex.dropLast().reduce(0) { $0 + $1.point[axis] } / Double(start.count)
      }
      func moved(_ factor: Double) -> (point: [Double], value: Double) {
        let point = start.indices.map { centre[$0] + factor * (worst.point[$0] - centre[$0]) }
        return (point, loss(point))
      }
      let reflected = moved(-1)
      if reflected.value < simplex[0].value {
        let expanded = moved(-2)
        simplex[start.count] = expanded.value < reflected.value ? expanded : reflected
      } else if reflected.value < simplex[start.count - 1].value {
        simplex[start.count] = reflected
      } else {
        let contracted = moved(reflected.value < worst.value ? -0.5 : 0.5)
        if contracted.value < min(reflected.value, worst.value) {
          simplex[start.count] = contracted
        } else {
          for corner in 1...start.count {
            let point = start.indices.map { (simplex[corner].point[$0] + simplex[0].point[$0]) / 2 }
            simplex[corner] = (point, loss(point))
          }
        }
      }
    }
    return simplex.min { $0.value < $1.value }!.point
  }
}
