import Foundation
import KithFoundation
import KithGraph
import KithMeasures
import KithTestSupport
import Testing

@testable import KithMaps

struct GraphvizRendererTests {
  private let renderer = GraphvizRenderer(executable: helperPath, timeLimit: 60)

  private func error(_ body: () throws -> Void) -> KithError? {
    do {
      try body()
      return nil
    } catch {
      return error as? KithError
    }
  }

  @Test(arguments: MapFormat.allCases)
  func drawsTheSameBytesTwice(format: MapFormat) throws {
    let drawing = try map(of: Karate.graph, title: "카라테 클럽").drawing()
    let once = try renderer.render(drawing, as: format)
    #expect(once.count > 2_000)
    #expect(once == (try renderer.render(drawing, as: format)))
  }

  @Test func showsEveryHostileLabelAsText() throws {
    let graph = makeGraph(hostileLabels, hostileLabels.indices.dropFirst().map { ($0, 0, 1) })
    var options = MapOptions(core: 3, labels: hostileLabels.count)
    options.colors = 3
    let map = map(of: graph, options: options, title: "<b>제목</b> & \"x\"\\N")
    let drawing = try map.drawing()
    let raw = try renderer.render(drawing.dot, as: .svg)
    let svg = try renderer.render(drawing, as: .svg)
    let xml = try #require(PlainXML.parsed(svg), "not well-formed")
    _ = try #require(PlainXML.parsed(raw), "Graphviz's own SVG is not well-formed")
    #expect(xml.elements == ["svg", "title", "desc", "g", "polygon", "path", "ellipse", "text"])
    #expect(
      xml.attributes.isSubset(of: [
        "xmlns", "viewBox", "width", "height", "role", "font-family", "transform", "fill", "fill-opacity",
        "stroke",
        "stroke-width", "stroke-opacity", "points", "d", "cx", "cy", "rx", "ry", "x", "y", "text-anchor", "font-size",
        "font-weight",
      ]), "\(xml.attributes)")
    // Each person's name is there, on the dot, as it should be shown.
    let titles = Set(xml.titles)
    for node in 0..<graph.nodeCount {
      let name = map.name(of: node)
      #expect(titles.contains(name), "\(name.prefix(80))")
    }
    #expect(xml.texts.contains("<b>제목</b> & \"x\"\\N"))
    let labels = Set(xml.texts)
    for node in drawing.labelled {
      let name = map.name(of: node)
      let shown = labels.contains { $0 == name || $0.hasSuffix("…") && name.hasPrefix($0.dropLast()) }
      #expect(shown, "\(name.prefix(80))")
    }
  }

  @Test(arguments: [0, 1, 2, 40])
  func drawsGraphsOfNoOneAndWithoutRelations(count: Int) throws {
    let drawing = try map(of: makeGraph(count, [])).drawing()
    let xml = try #require(PlainXML.parsed(try renderer.render(drawing, as: .svg)))
    #expect(xml.texts.contains(drawing.caption[0]))
  }

  @Test func drawsOneHugeStarAndManyPairs() throws {
    let star = makeGraph(900, (1..<600).map { ($0, 0) } + (300..<449).map { (2 * $0 + 1, 2 * $0 + 2) })
    let drawing = try map(of: star).drawing()
    #expect(drawing.nodesShown == 900)
    #expect(PlainXML.parsed(try renderer.render(drawing, as: .svg)) != nil)
  }

  @Test func keepsThePageAsWideAsPlanned() throws {
    let drawing = try map(of: Karate.graph, title: String(repeating: "넓은 제목 wide title ", count: 40)).drawing()
    let svg = String(decoding: try renderer.render(drawing, as: .svg), as: UTF8.self)
    #expect(svg.contains("viewBox=\"0.00 0.00 1000.00 "))
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/neato"), "neato is not installed"))
  func opensInStockGraphviz() throws {
    let drawing = try map(of: makeGraph(hostileLabels, [(0, 1, 1), (2, 1, 1)])).drawing()
    let child = ChildProcess(
      executable: "/usr/bin/neato", arguments: ["-n2", "-Tsvg"], environment: ["PATH=/usr/bin:/bin"], timeLimit: 60,
      outputLimit: 1 << 26)
    let result = try child.run(input: Array(drawing.dot.utf8), execution: .serial)
    #expect(result.end == .exited(0))
    #expect(result.errors.isEmpty, "\(String(decoding: result.errors.prefix(500), as: UTF8.self))")
    #expect(PlainXML.parsed(result.output) != nil)
  }

  @Test func bindsThePDFToNoClock() throws {
    let pdf = try renderer.render(try map(of: Karate.graph).drawing(), as: .pdf)
    let text = String(decoding: pdf, as: UTF8.self)
    #expect(!text.contains("/CreationDate (D:202"))
  }

  @Test func namesTheInstallationWhenTheHelperIsMissing() throws {
    let found = error { _ = try GraphvizRenderer(executable: "/nowhere/kith-graphviz").render("digraph{}", as: .svg) }
    let missing = try #require(found)
    #expect(missing.exitCode == .unavailable)
    #expect(missing.diagnostic.help?.contains("kith-graphviz") ?? false)
  }

  @Test(arguments: [
    ("sleep 300", ExitCode.limit, "E502"), ("kill -XCPU $$", .limit, "E502"), ("exit 75", .limit, "E503"),
    ("echo oh >&2; exit 127", .unavailable, "E501"), ("exit 0", .unavailable, "E504"),
    ("printf '<?xml version=\"1.0\"?><svg><g>'", .unavailable, "E504"), ("exit 70", .unavailable, "E505"),
    ("kill -ABRT $$", .unavailable, "E505"),
  ])
  func turnsEveryBadEndIntoAnError(script: String, code: ExitCode, diagnostic: String) throws {
    let fake = try Script(script)
    let found = withExtendedLifetime(fake) {
      error { _ = try GraphvizRenderer(executable: fake.path, timeLimit: 1).render("digraph{}", as: .svg) }
    }
    let failure = try #require(found)
    #expect(failure.exitCode == code)
    #expect(failure.diagnostic.code == diagnostic)
    #expect(failure.diagnostic.help != nil)
  }

  @Test func refusesFloodsAndCutPictures() throws {
    let script = try Script("cat /dev/zero")
    var flood = GraphvizRenderer(executable: script.path, timeLimit: 20)
    flood.sizeLimit = 1 << 20
    let found = withExtendedLifetime(script) { error { _ = try flood.render("digraph{}", as: .png) } }
    #expect(found?.exitCode == .limit)
    for format in MapFormat.allCases {
      let whole = try renderer.render("digraph { n0 [pos=\"0,0\"] }", as: format)
      let cut = try Script("head -c \(whole.count - 8) \"$(dirname \"$0\")/whole\"")
      try Data(whole).write(to: cut.folder.appendingPathComponent("whole"))
      let found = withExtendedLifetime(cut) {
        error { _ = try GraphvizRenderer(executable: cut.path).render("digraph{}", as: format) }
      }
      #expect(found?.diagnostic.code == "E504", "\(format)")
    }
  }

  @Test func reportsBadDOT() {
    let found = error { _ = try renderer.render("digraph { a -> ", as: .svg) }
    #expect(found?.diagnostic.code == "E505")
    #expect(found?.diagnostic.message.contains("DOT") ?? false)
  }
}
