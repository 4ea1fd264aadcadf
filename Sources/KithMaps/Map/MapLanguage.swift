/// The language of a map's own words; names and titles stay as they are.
public enum MapLanguage: String, Sendable, Codable, CaseIterable {
  case english = "en"
  case korean = "ko"
}
