import ArgumentParser
import KithFoundation
import KithMeasures

/// Which relations are kept, as typed: `disparity:0.05`, `k-core:3`, `spanning-tree`.
struct BackboneArgument: ExpressibleByArgument {
  let name: String
  let backbone: any Backbone

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    name = argument
    switch (parts[0], parts.count == 2 ? parts[1] : nil) {
    case ("disparity", let alpha):
      guard let alpha = alpha.map(Double.init) ?? 0.05, alpha > 0, alpha <= 1 else { return nil }
      backbone = DisparityFilter(alpha: alpha)
    case ("k-core", let k?):
      guard let k = Int(k), k >= 1 else { return nil }
      backbone = KCoreBackbone(k: k)
    case ("spanning-tree", nil): backbone = MaximumSpanningTree()
    default: return nil
    }
  }
}
