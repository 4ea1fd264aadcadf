/// Early or late: adopters by how far their time lies from the mean, in standard deviations.
///
///     let classes = AdopterClasses(of: times)
///     classes.of[3]                                  // .lateMajority
///     classes.counts                                 // early adopters, early majority, late majority, laggards
///
/// Early adopters acted more than one standard deviation before the mean, laggards one or more after it; the two
/// majorities lie between, parted by the mean. Mean and (sample) standard deviation are of those seen to act: those who
/// were not are a class of their own, never laggards. Valente 1995, Network Models of the Diffusion of
/// Innovations; Rogers 2003, Diffusion of Innovations. O(people).
public struct AdopterClasses: Sendable, Equatable {
  public enum Class: String, Sendable, Codable, CaseIterable {
    case earlyAdopter, earlyMajority, lateMajority, laggard
    /// Not seen to act.
    case notYet
  }

  /// By node; nil for adopters where no classes can be told.
  public let of: [Class?]
  /// Early adopters, early majority, late majority, laggards.
  public let counts: [Int]
  /// Of the period of adoption; nil when nobody adopted.
  public let mean: Double?
  /// Nil with fewer than two adopters.
  public let standardDeviation: Double?
  /// Why adopters have no class; nil when they have.
  public let undefined: String?

  public init(of times: AdoptionTimes) {
    let known = times.periods.filter { $0 != AdoptionTimes.never }.map(Double.init)
    let mean = known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    let variance = mean.flatMap { mean in
      known.count < 2
        ? nil : known.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / Double(known.count - 1)
    }
    self.mean = mean
    standardDeviation = variance?.squareRoot()
    guard let mean, let deviation = standardDeviation, deviation > 0 else {
      undefined =
        known.isEmpty
        ? "nobody acted" : known.count < 2 ? "only one person acted" : "all who acted did so in the same period"
      of = times.periods.map { $0 == AdoptionTimes.never ? .notYet : nil }
      counts = [0, 0, 0, 0]
      return
    }
    undefined = nil
    let classes = times.periods.map { period -> Class in
      if period == AdoptionTimes.never { return .notYet }
      let time = Double(period)
      if time < mean - deviation { return .earlyAdopter }
      if time < mean { return .earlyMajority }
      return time < mean + deviation ? .lateMajority : .laggard
    }
    of = classes
    counts = Class.allCases.dropLast().map { one in classes.count { $0 == one } }
  }
}
