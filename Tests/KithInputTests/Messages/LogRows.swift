import KithFoundation
import KithGraph

/// The rows of a log as text, "actor>target kind" and what else is known, for comparing multisets.
func lines(of log: InteractionLog, withPlace: Bool = false) -> [String] {
  (0..<log.count).map { row in
    func name(_ code: UInt32) -> String { code == InteractionLog.none ? "-" : log.people[Int(code)] }
    func value(_ column: CodedColumn?) -> String? {
      column.flatMap { $0.codes[row] == InteractionLog.none ? nil : $0.names[Int($0.codes[row])] }
    }
    var text = "\(name(log.actors[row]))>\(name(log.targets[row])) \(value(log.kinds) ?? "-")"
    if let channel = value(log.channels) { text += " in \(channel)" }
    if let item = value(log.items) { text += " about \(item)" }
    if let time = log.times?[row], time != Timestamp.missing { text += " at \(time)" }
    if withPlace { text += " :\(log.evidence.lines[row])" }
    return text
  }
}
