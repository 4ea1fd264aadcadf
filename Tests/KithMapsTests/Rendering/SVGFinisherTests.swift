import KithFoundation
import KithTestSupport
import Testing

@testable import KithMaps

struct SVGFinisherTests {
  private let drawing = MapDrawing(
    dot: "", title: "A & <B>", nodesShown: 0, nodesTotal: 0, edgesShown: 0, edgesTotal: 0, caption: [],
    altText: "Says \"x\" < y", core: [], labelled: [], communities: [], dots: [])

  private func finished(_ body: String) throws -> String {
    let svg = """
      <?xml version="1.0"?><!DOCTYPE svg PUBLIC "x" "y"><!-- made -->
      <svg width="10pt" height="5pt" viewBox="0.00 0.00 10.00 5.00" xmlns="a" xmlns:xlink="b">
      <g id="graph0" class="graph" transform="scale(1 1) translate(0 5)"><title>map</title>\(body)</g></svg>
      """
    return String(decoding: try SVGFinisher(drawing).inlined(Array(svg.utf8)), as: UTF8.self)
  }

  @Test func turnsTheUnseenNameIntoATitle() throws {
    let svg = try finished(
      "<g id=\"node1\" class=\"node\"><title>n0</title><ellipse fill=\"#fff\" cx=\"1\" cy=\"2\" rx=\"3\" ry=\"3\"/>"
        + "<text x=\"1\" font-family=\"F\" font-size=\"1.00\" fill=\"#fffffe\">a &amp; b</text></g>")
    #expect(
      svg.contains("<ellipse fill=\"#fff\" cx=\"1\" cy=\"2\" rx=\"3\" ry=\"3\"><title>a &amp; b</title></ellipse>"))
    #expect(!svg.contains("n0") && !svg.contains("id=") && !svg.contains("<?xml") && !svg.contains("DOCTYPE"))
    #expect(svg.contains("<title>A &amp; &lt;B&gt;</title>") && svg.contains("<desc>Says \"x\" &lt; y</desc>"))
    #expect(PlainXML.parsed(Array(svg.utf8)) != nil)
  }

  @Test func drawsBoldTextBold() throws {
    let svg = try finished("<text x=\"1\" font-family=\"F,sans Bold\" font-size=\"20.00\">t</text>")
    #expect(svg.contains("<text x=\"1\" font-size=\"20.00\" font-weight=\"bold\">t</text>"))
  }

  @Test func dropsAttributesItDoesNotKnow() throws {
    let svg = try finished(
      "<path onclick=\"x()\" xlink:href=\"y\" style=\"z\" stroke-opacity=\"0.219608\" d=\"M0,0\"/>")
    #expect(svg.contains("<path stroke-opacity=\"0.21\" d=\"M0,0\"/>"))
  }

  @Test(arguments: [
    "<script>x()</script>", "<image xlink:href=\"file:/x\"/>", "<a xlink:href=\"javascript:x\"></a>", "<g>", "</svg>",
    "<path d=\"", "<path d='x'/>",
  ])
  func refusesAnythingElse(body: String) {
    #expect(throws: KithError.self) { _ = try finished(body) }
  }

  @Test func inlinesWithoutProlog() throws {
    let svg = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg></svg>".utf8)
    #expect(drawing.inlined(svg) == Array("<svg></svg>".utf8))
    #expect(drawing.inlined(Array("<svg/>".utf8)) == Array("<svg/>".utf8))
  }
}
