import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What a strict XML parser sees: element names, attribute names and the text of each text element.
final class PlainXML: NSObject, XMLParserDelegate {
  private(set) var elements: Set<String> = []
  private(set) var attributes: Set<String> = []
  private(set) var texts: [String] = []
  private(set) var titles: [String] = []
  private var text = ""

  /// Nil when the bytes are not well-formed.
  static func parsed(_ bytes: [UInt8]) -> PlainXML? {
    let parser = XMLParser(data: Data(bytes))
    let result = PlainXML()
    parser.delegate = result
    return parser.parse() ? result : nil
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.insert(name)
    self.attributes.formUnion(attributes.keys)
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    if name == "text" { texts.append(text) }
    if name == "title" { titles.append(text) }
    text = ""
  }
}
