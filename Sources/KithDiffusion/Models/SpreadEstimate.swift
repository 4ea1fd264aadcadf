/// How many people something reaches, on average, and how sure that is.
public struct SpreadEstimate: Sendable, Codable, Equatable {
  public enum Method: String, Sendable, Codable {
    /// Every outcome weighed by its probability.
    case enumeration
    /// Random runs from the spreaders on.
    case simulation
    /// Random runs backwards from random people: who could have reached them?
    case reverseSampling = "reverse-sampling"
  }

  /// Expected number of people reached, spreaders included; or expected benefit where benefits were given.
  public var mean: Double
  /// Of the mean; 0 when exact.
  public var standardError: Double
  /// Holds the true value with 95 % confidence; a single point when exact.
  public var interval: ClosedRange<Double>
  /// Runs made; outcomes weighed when exact.
  public var samples: Int
  public var method: Method
  /// Model, probabilities and deadline in words.
  public var convention: String

  /// Exact.
  init(exactly mean: Double, outcomes: Int, convention: String) {
    self.init(
      mean: mean, standardError: 0, interval: mean...mean, samples: outcomes, method: .enumeration,
      convention: convention)
  }

  init(
    mean: Double, standardError: Double, interval: ClosedRange<Double>, samples: Int, method: Method,
    convention: String
  ) {
    self.mean = mean
    self.standardError = standardError
    self.interval = interval
    self.samples = samples
    self.method = method
    self.convention = convention
  }

  /// Of independent runs, in order.
  init(of runs: UnsafeBufferPointer<Double>, method: Method, convention: String) {
    let (mean, error) = meanAndError(of: runs)
    self.init(
      mean: mean, standardError: error, interval: mean - normal95 * error...mean + normal95 * error,
      samples: runs.count, method: method, convention: convention)
  }

  /// Of `hits` among `samples` random people, each standing for `total` / `samples` of the benefit; Wilson's interval.
  init(hits: Int, of samples: Int, total: Double, convention: String) {
    let count = Double(samples)
    let share = Double(hits) / count
    let z2 = normal95 * normal95
    let center = (share + z2 / (2 * count)) / (1 + z2 / count)
    let margin = normal95 / (1 + z2 / count) * (share * (1 - share) / count + z2 / (4 * count * count)).squareRoot()
    self.init(
      mean: total * share, standardError: total * (share * (1 - share) / count).squareRoot(),
      interval: total * max(0, min(share, center - margin))...total * min(1, max(share, center + margin)),
      samples: samples, method: .reverseSampling, convention: convention)
  }
}

/// The two-sided 95 % quantile of the normal distribution.
let normal95 = 1.959963984540054

/// Mean and its standard error, summed in order.
func meanAndError(of values: UnsafeBufferPointer<Double>) -> (mean: Double, error: Double) {
  let count = Double(values.count)
  let mean = values.reduce(0, +) / count
  let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (mean, values.count < 2 ? 0 : (squares / (count - 1) / count).squareRoot())
}
