import KithFoundation
import KithGraph
import KithStatistics

/// What a network autocorrelation model is fitted to: everyone of whom all is known, and the edges among them.
struct AutocorrelationData: Sendable {
  let edges: KnownEdges
  let response: [Double]
  /// "intercept", then a name a column.
  let names: [String]
  let columns: [[Double]]
  private let style: SpatialWeights

  /// Groups become a column of 0 and 1 each but for the first, which the intercept stands for.
  init(
    _ response: [Double], _ covariates: [Trait], over graph: Graph, style: SpatialWeights, usesWeights: Bool
  ) throws {
    precondition(response.count == graph.nodeCount && covariates.allSatisfy { $0.count == graph.nodeCount })
    self.style = style
    edges = try KnownEdges(graph, usesWeights: usesWeights) { node in
      response[node].isFinite && covariates.allSatisfy { $0.isUsable(node) }
    }
    let people = edges.people
    self.response = people.map { response[$0] }
    var names = ["intercept"]
    var columns = [[Double](repeating: 1, count: people.count)]
    for trait in covariates {
      switch trait.values {
      case .numeric(let numbers):
        names.append(trait.name)
        columns.append(people.map { numbers[$0] })
      case .nominal(let column):
        let present = Set(people.map { column.codes[$0] }).sorted()
        for code in present.dropFirst() {
          names.append("\(trait.name)=\(column.names[Int(code)])")
          columns.append(people.map { column.codes[$0] == code ? 1 : 0 })
        }
      }
    }
    self.names = names
    self.columns = columns
    try check()
  }

  private func check() throws {
    let undefined = { (why: String, help: String?) in
      KithError(
        .answerIsNo,
        Diagnostic("E405", "network autocorrelation is undefined on this network: \(why)", help: help))
    }
    if response.isEmpty { throw undefined("of nobody is everything known", nil) }
    if edges.total == 0 { throw undefined("no edge joins people of whom everything is known", nil) }
    if response.count < columns.count + 3 {
      throw undefined("\(response.count) people are too few for \(columns.count + 1) coefficients", nil)
    }
    if let column = LeastSquares.dependentColumns(columns).first {
      throw undefined(
        "column \"\(names[column])\" follows from those before it", "leave it out: it adds nothing the others lack")
    }
    let mean = response.reduce(0, +) / Double(response.count)
    let spread = response.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    if spread <= 1e-24 * mean * mean * Double(response.count) { throw undefined("everyone's value is the same", nil) }
    let rest = LeastSquares(columns: columns, response: response)?.squares ?? 0
    if rest <= 1e-20 * spread { throw undefined("the columns tell the values exactly: nothing is left", nil) }
  }

  /// W x. O(edges).
  func lagged(_ values: [Double]) -> [Double] {
    let rows = edges.graph.out
    return (0..<rows.nodeCount).map { person in
      var sum = 0.0
      for edge in rows.offsets[person]..<rows.offsets[person + 1] {
        sum += Double(rows.weight(at: edge)) * values[Int(rows.neighbors[edge])]
      }
      let strength = edges.outStrength[person]
      return style == .rowStandardised && strength > 0 ? sum / strength : sum
    }
  }

  /// W in full.
  var matrix: GeneralMatrix {
    let rows = edges.graph.out
    var matrix = GeneralMatrix(size: rows.nodeCount)
    for person in 0..<rows.nodeCount {
      let strength = edges.outStrength[person]
      let scale = style == .rowStandardised && strength > 0 ? 1 / strength : 1
      for edge in rows.offsets[person]..<rows.offsets[person + 1] {
        matrix[person, Int(rows.neighbors[edge])] = Double(rows.weight(at: edge)) * scale
      }
    }
    return matrix
  }
}
