import Glibc
import KithFoundation
import KithGraph

/// An edge list in columns.
struct Edges {
  var sources: [UInt32] = []
  var targets: [UInt32] = []
  var nodeCount = 0
}

struct BenchError: Error, CustomStringConvertible {
  let description: String
}

/// The file's bytes.
func readFile(_ path: String) throws -> [UInt8] {
  guard let file = fopen(path, "r") else { throw BenchError(description: "cannot open \(path)") }
  defer { fclose(file) }
  fseek(file, 0, SEEK_END)
  let size = ftell(file)
  rewind(file)
  return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    count = fread(buffer.baseAddress, 1, size, file)
  }
}

/// The graph of an edge file, or a random one: `rmat:18` has 2^18 nodes.
func graph(_ input: String, isDirected: Bool, _ execution: Execution) throws -> Graph {
  if let scale = input.split(separator: ":").last.flatMap({ Int($0) }), input.hasPrefix("rmat:") {
    return RMAT(scale: scale).graph(isDirected: isDirected, execution: execution)
  }
  return try readEdges(input).graph(isDirected: isDirected, execution)
}

/// Reads `edges.npy` (int32 [m, 2], as NumPy writes it) with the node count of `meta.json` beside it,
/// or a text file of "u v" lines.
func readEdges(_ path: String) throws -> Edges {
  let bytes = try readFile(path)
  return path.hasSuffix(".npy") ? try readNumPy(bytes, path) : readText(bytes)
}

private func readNumPy(_ bytes: [UInt8], _ path: String) throws -> Edges {
  let headerLength = Int(bytes[8]) | Int(bytes[9]) << 8
  let header = String(decoding: bytes[10..<10 + headerLength], as: UTF8.self)
  guard header.contains("'<i4'"), header.contains("'fortran_order': False") else {
    throw BenchError(description: "\(path) is not a little-endian int32 array")
  }
  let start = 10 + headerLength
  let count = (bytes.count - start) / 8
  var edges = Edges()
  edges.sources = [UInt32](repeating: 0, count: count)
  edges.targets = edges.sources
  bytes.withUnsafeBytes { raw in
    for edge in 0..<count {
      edges.sources[edge] = raw.loadUnaligned(fromByteOffset: start + 8 * edge, as: UInt32.self)
      edges.targets[edge] = raw.loadUnaligned(fromByteOffset: start + 8 * edge + 4, as: UInt32.self)
    }
  }
  let meta = String(decoding: try readFile(path.dropLast("edges.npy".count) + "meta.json"), as: UTF8.self)
  let digits = meta.split(separator: "\"n\":")[1].drop { $0 == " " }.prefix { $0.isNumber }
  edges.nodeCount = Int(digits) ?? 0
  return edges
}

private func readText(_ bytes: [UInt8]) -> Edges {
  var edges = Edges()
  var number: UInt32 = 0
  var fields: [UInt32] = []
  var isInNumber = false
  for byte in bytes {
    if byte >= 48 && byte <= 57 {
      number = number &* 10 &+ UInt32(byte &- 48)
      isInNumber = true
      continue
    }
    if isInNumber { fields.append(number) }
    (number, isInNumber) = (0, false)
    if byte == 10 && fields.count >= 2 {
      edges.sources.append(fields[0])
      edges.targets.append(fields[1])
      edges.nodeCount = max(edges.nodeCount, Int(max(fields[0], fields[1])) + 1)
      fields.removeAll(keepingCapacity: true)
    }
  }
  return edges
}
