import Foundation

/// CP949 (and its subset EUC-KR) as a table from byte pairs to UTF-16, filled once from Foundation.
///
/// Decoding by table passes hundreds of MB a second where Foundation's strings pass tens.
struct KoreanTable: Sendable {
  /// By `lead << 8 | trail`; 0 = not assigned.
  private let units: [UInt16]

  static let cp949 = KoreanTable()

  private init() {
    var units = [UInt16](repeating: 0, count: 65536)
    // CFString encoding 0x0422 (DOS Korean, code page 949) as an NSString encoding.
    let encoding = String.Encoding(rawValue: 0x8000_0422)
    for lead in 0x81...0xFE {
      for trail in 0x41...0xFE where trail <= 0x5A || (0x61...0x7A).contains(trail) || trail >= 0x81 {
        guard let text = String(bytes: [UInt8(lead), UInt8(trail)], encoding: encoding) else { continue }
        let code = Array(text.utf16)
        if code.count == 1 && code[0] >= 0x80 && code[0] != 0xFFFD { units[lead << 8 | trail] = code[0] }
      }
    }
    self.units = units
  }

  /// Nil for a pair that stands for nothing.
  func unit(lead: UInt8, trail: UInt8) -> UInt16? {
    let unit = units[Int(lead) << 8 | Int(trail)]
    return unit == 0 ? nil : unit
  }
}
