/// A finished map: its DOT text and what it shows, for captions, reports and other writers.
public struct MapDrawing: Sendable {
  /// The whole picture for Graphviz: `neato -n2 -Tsvg map.dot`.
  public var dot: String
  public var title: String
  public var nodesShown: Int
  public var nodesTotal: Int
  public var edgesShown: Int
  public var edgesTotal: Int
  public var nodesLeftOut: Int { nodesTotal - nodesShown }
  public var edgesLeftOut: Int { edgesTotal - edgesShown }
  /// The sentences under the picture, one a line.
  public var caption: [String]
  /// One paragraph for those who cannot see it.
  public var altText: String
  /// The people marked as the core, best first.
  public var core: [Int]
  /// The people named on the map, best first.
  public var labelled: [Int]
  /// The communities with a colour, largest shown first.
  public var communities: [MapCommunity]
  /// Where each person shown stands, by ascending node.
  public var dots: [MapDot]
}

/// A community with a colour of its own on the map.
public struct MapCommunity: Sendable, Equatable {
  /// Its index in the partition.
  public var index: Int
  /// `#rrggbb`.
  public var color: String
  public var nodesShown: Int
  public var nodesTotal: Int
  /// Its best people shown, best first.
  public var leaders: [Int]
}

/// A person's dot, in points from the lower left corner of the page.
public struct MapDot: Sendable, Equatable {
  public var node: Int
  public var x: Double
  public var y: Double
  public var radius: Double
  /// `#rrggbb`.
  public var color: String
}

extension MapDrawing {
  /// The SVG of this map, as rendered, without XML prolog: for putting into an HTML page.
  public func inlined(_ svg: [UInt8]) -> [UInt8] {
    let start = svg.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return svg.starts(with: Array("<?xml".utf8)) ? Array(svg[start...]) : svg
  }
}
