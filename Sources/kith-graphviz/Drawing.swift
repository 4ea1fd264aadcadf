import CGraphviz
import Glibc

/// One run of Graphviz.
struct Drawing {
  var options: DrawingOptions

  struct Failure: Error {
    /// 65 the text is no graph, 70 Graphviz failed, 75 too large to draw.
    var code: Int32
    var text: String
  }

  /// PNG pixels at most; a larger picture is drawn at a lower resolution.
  private static let pixelLimit = 16.0e6
  private static let dpi = 192.0

  static var version: String { gvContext().map { String(cString: gvcVersion($0)) } ?? "?" }

  /// `dot` ends in a zero byte.
  func picture(of dot: [CChar]) -> Result<[UInt8], Failure> {
    guard let context = gvContext() else { return .failure(Failure(code: 70, text: "Graphviz does not start")) }
    guard let graph = kgv_read(dot) else {
      return .failure(Failure(code: 65, text: "the input is not a graph in the DOT language"))
    }
    if agnnodes(graph) == 0 && options.engine == "nop2" {
      // A graph without nodes has no positions to keep, which the engine would reject.
      _ = kgv_set_graph_attribute(graph, "layout", "neato")
    }
    guard kgv_layout(context, graph, options.engine) == 0 else {
      return .failure(Failure(code: 70, text: "Graphviz cannot lay out this graph with \(options.engine)"))
    }
    if options.format == "png" {
      let area = max(1, kgv_width(graph) * kgv_height(graph)) / (72 * 72)
      let dpi = min(Self.dpi, (Self.pixelLimit / area).squareRoot().rounded(.down))
      if dpi < 8 { return .failure(Failure(code: 75, text: "the drawing is too large for a PNG; use SVG or PDF")) }
      kgv_set_dpi(graph, dpi)
    }
    var data: UnsafeMutablePointer<CChar>?
    var length: UInt32 = 0
    let format = options.format == "svg" ? "svg" : "\(options.format):cairo"
    guard kgv_render(context, graph, format, &data, &length) == 0, let data, length > 0 else {
      return .failure(Failure(code: 70, text: "Graphviz cannot draw \(options.format)"))
    }
    var bytes = Array(UnsafeRawBufferPointer(start: data, count: Int(length)))
    if options.format == "pdf" { Self.fixDate(in: &bytes) }
    return .success(bytes)
  }

  /// cairo stamps PDFs with the clock; the same map must be the same bytes.
  private static func fixDate(in bytes: inout [UInt8]) {
    let key = Array("/CreationDate (D:".utf8)
    let fixed = Array("20000101000000".utf8)
    var index = bytes.count - key.count - fixed.count
    while index >= 0 {
      if bytes[index] == key[0] && bytes[index..<index + key.count].elementsEqual(key) {
        var end = index + key.count
        for digit in fixed where bytes[end] >= 0x30 && bytes[end] <= 0x39 {
          bytes[end] = digit
          end += 1
        }
        return
      }
      index -= 1
    }
  }
}
