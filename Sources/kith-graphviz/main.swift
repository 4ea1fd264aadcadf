// Draws one graph: DOT on standard input, a picture on standard output.
//
//     kith-graphviz --format svg [--engine nop2] [--seconds 60] [--megabytes 2048] < map.dot > map.svg
//
// The only code that links Graphviz, which is not thread-safe, ends the process on errors and has
// no time limit. This process therefore limits itself and may be killed at any moment.
import Glibc

let options: DrawingOptions
do {
  options = try DrawingOptions(CommandLine.arguments.dropFirst())
} catch {
  fail(64, "kith-graphviz: \(error.text)\n\(DrawingOptions.usage)")
}
if options.wantsVersion {
  print("kith-graphviz 1, Graphviz \(Drawing.version)")
  exit(0)
}
Limits(seconds: options.seconds, megabytes: options.megabytes).apply()
guard var dot = readAll(limit: options.inputLimit) else {
  fail(66, "kith-graphviz: cannot read standard input, or it is larger than \(options.inputLimit) bytes")
}
dot.append(0)
switch Drawing(options: options).picture(of: dot) {
case .success(let bytes):
  guard writeAll(bytes) else {
    fail(74, "kith-graphviz: cannot write standard output: \(String(cString: strerror(errno)))")
  }
case .failure(let failure):
  fail(failure.code, "kith-graphviz: \(failure.text)")
}
