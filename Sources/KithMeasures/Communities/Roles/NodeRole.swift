/// A node's part in the communities' pattern, by the original's borders.
///
///     NodeRole(withinModuleZ: 3.1, participation: 0.2)      // .provincialHub
///
/// Guimerà & Amaral 2005, doi 10.1038/nature03288.
public enum NodeRole: String, Sendable, Codable, CaseIterable {
  case ultraPeripheral = "ultra-peripheral"
  case peripheral
  case connector
  case kinless
  case provincialHub = "provincial hub"
  case connectorHub = "connector hub"
  case kinlessHub = "kinless hub"

  /// Nil without a participation coefficient; without a z-score a node is no hub.
  public init?(withinModuleZ z: Double, participation: Double) {
    if participation.isNaN { return nil }
    if z >= 2.5 {
      self = participation <= 0.30 ? .provincialHub : participation <= 0.75 ? .connectorHub : .kinlessHub
    } else {
      self =
        participation <= 0.05
        ? .ultraPeripheral : participation <= 0.62 ? .peripheral : participation <= 0.80 ? .connector : .kinless
    }
  }
}
