import KithFoundation
import KithGraph
import KithMeasures
import KithStatistics

extension AdoptionStudy.Design {
  /// E720 (usage) for a setting outside its range.
  func check() throws {
    func refuse(_ what: String, _ value: Int, _ range: String) -> KithError {
      KithError(.usage, Diagnostic("E720", "the \(what) is \(value)", help: "choose \(range)"))
    }
    if lag < 1 {
      throw refuse("lag of exposure", lag, "1 period or more: people of one period cannot have moved each other")
    }
    if first < 0 { throw refuse("first period that counts", first, "0 or more; 1 is usual") }
    if !(1...200).contains(maxClasses) { throw refuse("number of classes told apart", maxClasses, "1 to 200") }
  }
}

extension AdoptionStudy {
  /// E453 for values of other people than the network's.
  static func checkFit(_ times: AdoptionTimes, _ graph: Graph, _ traits: [Trait], _ communities: Partition?) throws {
    func check(_ what: String, _ count: Int) throws {
      if count == graph.nodeCount { return }
      throw KithError(
        .badData,
        Diagnostic(
          "E453", "\(what) of \(count) people for a network of \(graph.nodeCount)",
          help: "give one value a node, in node order"))
    }
    try check("times", times.periods.count)
    for trait in traits { try check("\(trait.name)", trait.count) }
    if let communities { try check("communities", communities.assignment.count) }
    for trait in traits {
      guard case .numeric(let values) = trait.values, let value = values.first(where: { $0.isInfinite }) else {
        continue
      }
      throw KithError(
        .badData,
        Diagnostic("E453", "\(trait.name) is \(value) for somebody", help: "leave the value empty where it is unknown"))
    }
  }

  static func checkWeights(_ graph: Graph) throws {
    guard let weight = graph.out.weights?.first(where: { !($0 >= 0 && $0.isFinite) }) else { return }
    throw KithError(
      .badData,
      Diagnostic(
        "E402", "an edge weight is negative or not finite (\(weight))",
        help: "exposure needs weights of zero or more: a weight is a strength"))
  }

  static func checkAnswerable(_ times: AdoptionTimes, _ graph: Graph, _ rows: PersonPeriods, _ design: Design) throws {
    if times.adopters == 0 { throw Unanswerable.nobodyAdopted }
    if graph.edgeCount == 0 { throw Unanswerable.noEdges }
    if times.count <= design.first { throw Unanswerable.onePeriod }
    if !times.periods.contains(where: { $0 != AdoptionTimes.never && $0 >= Int32(design.first) }) {
      throw Unanswerable.everybodyAdoptedAtOnce
    }
    if rows.adoptions == 0 { throw Unanswerable.other("a trait is unknown of everybody who adopted") }
    if rows.adoptions == rows.count {
      throw Unanswerable.other("everybody at risk adopted in the first period that counts")
    }
  }
}
