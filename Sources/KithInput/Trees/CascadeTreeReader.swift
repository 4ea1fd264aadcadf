import Foundation
import KithFoundation
import KithGraph

/// Reads published cascade trees: one file a tree, one line a step from parent to child.
///
///     let reading = try CascadeTreeReader(["twitter16/tree"]).read(execution: execution)
///     let cascades = try CascadeRelations(reading.log).cascades()
///
/// A line is `['person', 'post', 'minutes']->['person', 'post', 'minutes']`, the form of the Twitter15 and Twitter16
/// sets; minutes count from the first post, and a parent called ROOT says that the child started the tree. Of a folder
/// all files named .txt or .txt.gz are read, those in folders below it too, in the order of their paths; files in it
/// that begin otherwise (lists of labels) are counted and left out. A tree is named by its file, and by the folders
/// above it as far as two files share a name. O(bytes + rows log rows). Ma, Gao & Wong 2017, doi 10.18653/v1/P17-1066.
public struct CascadeTreeReader: Sendable {
  public var sources: [String]
  public var limits: InputLimits

  public init(_ sources: [String], limits: InputLimits = InputLimits()) {
    self.sources = sources
    self.limits = limits
  }

  /// What begins every line, and whom roots follow.
  private static let opening = UInt8(ascii: "[")
  private static let root = "ROOT"

  /// Throws `KithError`: 66 for what is absent or unreadable, 65 for a line that is no such step (E224) or a folder
  /// without trees (E225), and `CancellationError`.
  public func read(execution: Execution = .serial) throws -> CascadeTreeReading {
    if sources.isEmpty {
      throw KithError(.usage, Diagnostic("E701", "no input given", help: "name files of trees, or their folder"))
    }
    let files = try sources.flatMap { try TreeFile.all(at: $0) }
    var rows = Rows()
    var trees: [TreeFile] = []
    for (index, file) in files.enumerated() {
      try execution.checkCancellation()
      execution.report("reading trees", done: index, of: files.count, unit: "files")
      let source = ByteSource(file.path, index: index, options: InputOptions(sources: [file.path], limits: limits))
      let isTree = try source.peek(1).first == Self.opening
      if !isTree && !file.isNamed {
        rows.otherFiles += 1
        continue
      }
      try read(LineReader(source, limits: limits), name: source.name, tree: UInt32(trees.count), into: &rows)
      trees.append(file)
    }
    if trees.isEmpty {
      throw KithError(
        .badData,
        Diagnostic(
          "E225", "no file of trees in \(sources.joined(separator: ", "))",
          help: "trees are files named .txt or .txt.gz, with lines such as ['a', '1', '0.0']->['b', '2', '0.85']"))
    }
    return rows.reading(names: TreeFile.names(of: trees))
  }

  private func read(_ lines: LineReader, name: String, tree: UInt32, into rows: inout Rows) throws {
    while let line = try lines.next() {
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      var step = TreeStep(line)
      guard let parent = step.end(), step.arrow(), let child = step.end(), step.isDone,
        TextFault.first(in: line) == nil
      else {
        throw KithError(
          .badData,
          Diagnostic(
            "E224", "not a step of a tree", at: Place(file: name, line: lines.line),
            excerpt: String(decoding: line.prefix(200), as: UTF8.self),
            help: "a step reads ['person', 'post', 'minutes']->['person', 'post', 'minutes']"))
      }
      rows.trees.append(tree)
      rows.members.append(child, &rows.people, &rows.posts)
      if parent.person.elementsEqual(Self.root.utf8) {
        rows.parents.append(none: parent.time)
      } else {
        rows.parents.append(parent, &rows.people, &rows.posts)
      }
      if child.time < parent.time { rows.earlierThanParents += 1 }
    }
  }
}

/// Trees, and what was met on the way to them.
public struct CascadeTreeReading: Sendable {
  public let log: TreeLog
  /// Files read, one a tree; a file given twice counts twice.
  public let files: Int
  /// Files of the folders that hold no trees.
  public let otherFiles: Int
  /// Rows whose child is earlier than the parent they name; a root's is the start, minute 0.
  public let earlierThanParents: Int
}

/// Columns as they are read, in codes of first sight.
private struct Rows {
  struct Ends {
    var persons: [UInt32] = []
    var times: [Int64] = []
    var posts: [UInt32] = []

    mutating func append(_ end: TreeStep.End, _ people: inout ByteInterner, _ names: inout ByteInterner) {
      persons.append(people.code(of: end.person))
      times.append(end.time)
      posts.append(names.code(of: end.post))
    }

    mutating func append(none time: Int64) {
      persons.append(InteractionLog.none)
      times.append(time)
      posts.append(InteractionLog.none)
    }
  }

  var people = ByteInterner()
  var posts = ByteInterner()
  var trees: [UInt32] = []
  var members = Ends()
  var parents = Ends()
  var otherFiles = 0
  var earlierThanParents = 0

  func reading(names: [String]) -> CascadeTreeReading {
    let (people, personCodes) = people.canonical(used: [Bool](repeating: true, count: people.count))
    let (posts, postCodes) = posts.canonical(used: [Bool](repeating: true, count: posts.count))
    // By bytes: two spellings of a letter are two names.
    let unique = Set(names.map { Array($0.utf8) }).sorted { $0.lexicographicallyPrecedes($1) }
    let items = NameTable(unique.map { String(decoding: $0, as: UTF8.self) })
    let itemCodes = names.map { UInt32(items.index(of: $0)!) }
    let recoded = { (ends: Ends) in
      let code = { (codes: [UInt32], old: UInt32) in old == InteractionLog.none ? old : codes[Int(old)] }
      return TreeLog.Ends(
        persons: ends.persons.map { code(personCodes, $0) }, times: ends.times,
        posts: ends.posts.map { code(postCodes, $0) })
    }
    let log = TreeLog(
      people: people, items: items, posts: posts, itemCodes: trees.map { itemCodes[Int($0)] },
      members: recoded(members), parents: recoded(parents))
    return CascadeTreeReading(
      log: log, files: names.count, otherFiles: otherFiles, earlierThanParents: earlierThanParents)
  }
}
