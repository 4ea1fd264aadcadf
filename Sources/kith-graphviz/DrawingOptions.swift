/// The command line, from a closed list.
struct DrawingOptions {
  var format = ""
  var engine = "nop2"
  /// Processor seconds.
  var seconds: UInt = 60
  /// Address space.
  var megabytes: UInt = 2_048
  var wantsVersion = false
  let inputLimit = 256 << 20

  static let formats = ["svg", "png", "pdf"]
  static let engines = ["nop2", "neato", "sfdp", "fdp", "dot", "twopi", "circo", "patchwork", "osage"]
  static let usage =
    "usage: kith-graphviz --format svg|png|pdf [--engine \(engines.joined(separator: "|"))] "
    + "[--seconds N] [--megabytes N] < graph.dot > picture"

  struct Problem: Error { var text: String }

  init(_ arguments: some Collection<String>) throws(Problem) {
    var rest = Array(arguments)[...]
    while let name = rest.popFirst() {
      if name == "--version" {
        wantsVersion = true
        return
      }
      guard let value = rest.popFirst() else { throw Problem(text: "\(name) needs a value") }
      switch name {
      case "--format": format = value
      case "--engine": engine = value
      case "--seconds": seconds = try Self.number(value, 1...3_600)
      case "--megabytes": megabytes = try Self.number(value, 64...65_536)
      default: throw Problem(text: "unknown option \(name)")
      }
    }
    if !Self.formats.contains(format) { throw Problem(text: "--format must be svg, png or pdf") }
    if !Self.engines.contains(engine) { throw Problem(text: "unknown engine") }
  }

  private static func number(_ text: String, _ range: ClosedRange<UInt>) throws(Problem) -> UInt {
    guard let value = UInt(text), range.contains(value) else {
      throw Problem(text: "a number from \(range.lowerBound) to \(range.upperBound) is needed")
    }
    return value
  }
}
