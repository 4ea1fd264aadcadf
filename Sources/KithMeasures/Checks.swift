import KithFoundation
import KithGraph

extension Graph {
  /// Throws E402 (bad data) unless every weight is a finite number of zero or more. O(edges).
  func checkWeights(for measure: MeasureInfo, execution: Execution = .serial) throws {
    guard let weights = out.weights else { return }
    let isSound = weights.withUnsafeBufferPointer { weights in
      weights.allSatisfy { $0 >= 0 && $0.isFinite }
    }
    if isSound { return }
    throw KithError(
      .badData,
      Diagnostic(
        "E402", "an edge weight is negative or not finite",
        help: "\(measure.name) needs weights of zero or more: a weight is a strength"))
  }
}

extension MeasureInfo {
  /// E720: an option outside its range.
  func optionError(_ option: String, _ value: some CustomStringConvertible, choose range: String) -> KithError {
    KithError(.usage, Diagnostic("E720", "\(title): \(option) is \(value)", help: "choose \(range)"))
  }

  /// E401: an iteration that did not reach its tolerance.
  func convergenceError(_ tolerance: Double, iterations: Int, help: String? = nil) -> KithError {
    KithError(
      .notConverged,
      Diagnostic(
        "E401", "\(title) did not converge to \(tolerance) in \(iterations) iterations",
        help: help ?? "allow more iterations, or a larger tolerance"))
  }

  /// E405: no answer on this graph; exit code 1.
  func undefinedError(_ why: String, help: String? = nil) -> KithError {
    KithError(.answerIsNo, Diagnostic("E405", "\(name) is undefined on this network: \(why)", help: help))
  }

  /// E406: the exact method would take too much memory or time.
  func sizeError(_ what: String, help: String) -> KithError {
    KithError(.limit, Diagnostic("E406", "\(name): \(what)", help: help))
  }
}
