import Foundation
import KithFoundation
import KithOutput
import Testing

@Suite struct RunManifestTests {
  @Test func digestsAreSHA256() {
    #expect(
      SHA256Digest.of(Array("abc".utf8)).hexadecimal
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA256Digest().hexadecimal == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func tapDigestsFilesApart() {
    let digests = InputDigests()
    for (file, text) in [(1, "a"), (0, "x"), (1, "bc")] {
      Array(text.utf8).withUnsafeBytes { digests.tap(file, $0) }
    }
    #expect(digests[1].hexadecimal == SHA256Digest.of(Array("abc".utf8)).hexadecimal)
    #expect(digests[1].byteCount == 3)
    #expect(digests[2].byteCount == 0)
  }

  @Test func manifestIsWholeAndStable() throws {
    var manifest = RunManifest(version: "1.0", command: "report", arguments: ["log.csv"], options: ["top": 10])
    manifest.inputs = [.init(path: "log.csv", bytes: 3, sha256: "ab", rows: 1)]
    manifest.measures = [.init(name: "pagerank", parameters: ["damping": 0.85], iterations: 12, residual: 1e-11)]
    manifest.outputs = [.init(name: "report.md", content: Array("abc".utf8))]
    manifest.warnings = [Diagnostic("W201", "odd", severity: .warning, at: Place(file: "log.csv", line: 2))]
    let bytes = manifest.json.bytes()
    #expect(bytes == manifest.json.bytes())
    let parsed = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    #expect(parsed["schema"] as? String == "kith.run/1")
    #expect((parsed["outputs"] as? [[String: Any]])?[0]["bytes"] as? Int == 3)
    #expect((parsed["warnings"] as? [[String: Any]])?[0]["place"] as? String == "log.csv:2")
  }
}
