import ArgumentParser
import KithFoundation

/// The recommenders that are built in.
enum BaseMethod: String, CaseIterable {
  case popularity
  case itemKNN = "item-knn"
  case itemKNNByBM25 = "item-knn-bm25"
  case userKNN = "user-knn"
  case rp3beta, als, ease

  static let names = allCases.map(\.rawValue)

  /// By its name as typed; a usage error with the nearest otherwise.
  init(named name: String) throws {
    if let method = BaseMethod(rawValue: name.lowercased()) {
      self = method
      return
    }
    throw ValidationError(
      "--base: there is no \"\(name)\"; "
        + (Suggestion.nearest(to: name, in: Self.names).map { "did you mean \($0)?" }
          ?? "choose \(Self.names.joined(separator: ", "))"))
  }
}
