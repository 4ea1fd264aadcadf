import KithDiffusion
import KithStatistics

/// Whether friends are alike in one trait: every measure of it, beside what chance gives.
public struct TraitHomophily: Sendable {
  public enum Kind: String, Sendable, Codable { case nominal, numeric }

  public let name: String
  public let kind: Kind
  /// Everyone, known or not.
  public let people: Int
  /// Newman's coefficient, with how many people and edges it rests on.
  public let assortativity: AssortativityEstimate
  /// It beside the null model; nil where it is undefined or the null model has no draw.
  public let null: NullComparison?
  /// Of a nominal trait.
  public let groups: Groups?
  /// Of a numeric trait.
  public let clustering: Clustering?

  /// What only groups have.
  public struct Groups: Sendable {
    public let ei: EIIndex.Estimate
    /// The E–I index of the draws.
    public let eiNull: NullComparison?
    public let coleman: [ColemanIndex.Group]
    /// The share of each group's edges that stay in it, by draws; nil where undefined and with more groups than a
    /// mixing matrix takes.
    public let homophilyNulls: [NullComparison?]
    /// Nil with more groups than it takes.
    public let mixing: MixingMatrix?
    public let sharedFriends: SharedFriends
  }

  /// What only numbers have. Permutation p-values are of permuted labels, nil under rewired edges.
  public struct Clustering: Sendable {
    public let moran: SpatialEstimate
    public let moranNull: NullComparison?
    public let geary: SpatialEstimate
    public let gearyNull: NullComparison?
  }
}
