import Foundation
import KithFoundation
import KithMaps

/// Finds `kith-graphviz`, the separate program that draws.
enum GraphvizHelper {
  static let name = "kith-graphviz"
  static let installHint =
    "install Graphviz and a Korean font (apt install libgvc6 fonts-noto-cjk) and keep kith-graphviz beside kith, "
    + "or name it in KITH_GRAPHVIZ; `kith doctor` checks it"

  /// What draws with it. It gets the user's HOME, where fonts may be installed.
  static func renderer(timeLimit: Double = 60) throws -> GraphvizRenderer {
    let home = ProcessInfo.processInfo.environment["HOME"].map { ["HOME=" + $0] } ?? []
    return GraphvizRenderer(executable: try path(), timeLimit: timeLimit, environment: home)
  }

  /// `$KITH_GRAPHVIZ`, else beside this executable, else on the PATH.
  static func path() throws -> String {
    let environment = ProcessInfo.processInfo.environment
    if let named = environment["KITH_GRAPHVIZ"], !named.isEmpty {
      if isExecutable(named) { return named }
      throw missing("KITH_GRAPHVIZ names \(named), which is not an executable file")
    }
    let folders =
      [Machine.executableFolder].compactMap { $0 } + (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    for folder in folders where isExecutable(folder + "/" + name) { return folder + "/" + name }
    throw missing("\(name) was found neither beside kith nor on the PATH")
  }

  static func missing(_ why: String) -> KithError {
    KithError(.unavailable, Diagnostic("E501", "cannot draw: \(why)", help: installHint))
  }

  private static func isExecutable(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }
}
