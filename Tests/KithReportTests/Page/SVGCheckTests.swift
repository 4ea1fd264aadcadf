import Testing

@testable import KithReport

@Suite struct SVGCheckTests {
  func check(_ text: String) -> String? { SVGCheck.body(of: Array(text.utf8)) }

  @Test func plainDrawingsPass() {
    #expect(
      check(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
        <!-- made by x -->
        <svg width="10pt" viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg"><g id="a"><title>&lt;b&gt;</title>
        <ellipse fill="#fff" cx="1" cy="2" rx='3' ry="4"/></g></svg>
        """)?.hasPrefix("<svg width=\"10pt\"") == true)
  }

  @Test(arguments: [
    "<svg><script>1</script></svg>", "<svg onload=\"x\"></svg>", "<svg><a href=\"javascript:x\">y</a></svg>",
    "<svg><image href=\"file:///etc/passwd\"/></svg>", "<svg><g style=\"background:url(http://x)\"/></svg>",
    "<svg><path fill=\"url(http://x/y#z)\"/></svg>", "<svg><style>*{}</style></svg>", "<svg><foreignObject/></svg>",
    "<!DOCTYPE svg [<!ENTITY x \"y\">]><svg></svg>", "<svg>", "<svg></svg><svg></svg>", "", "text",
    "<svg><g></svg></g>x",
    "<svg><![CDATA[x]]></svg>", "<svg><g id=\"a></g></svg>", "<svg><g id></g></svg>", "</svg>",
  ])
  func anythingElseDoesNot(text: String) { #expect(check(text) == nil) }

  @Test func plainStylesPass() {
    #expect(check("<svg style=\"max-width:100%;height:auto\"></svg>") != nil)
    #expect(check("<svg style=\"behavior:expression(1)\"></svg>") == nil)
    #expect(check("<svg style=\"background:\\75rl\"></svg>") == nil)
  }

  @Test func notUTF8DoesNot() { #expect(SVGCheck.body(of: [0x3C, 0xFF]) == nil) }

  @Test func gradientsOfTheSameDrawingPass() {
    #expect(check("<svg><defs><linearGradient id=\"g\"/></defs><rect fill=\"url(#g)\"/></svg>") != nil)
  }
}
