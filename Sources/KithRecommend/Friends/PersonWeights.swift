import KithFoundation
import KithGraph

/// How much each person heeds each other: a sparse row a person.
///
///     let weights = PersonWeights.uniform(graph)            // everybody's friends alike
///     for (friend, weight) in weights.row(0) { … }          // ascending; the weights of a row sum to 1
///
/// Made from a graph whose nodes are the users of a `UserItems`. Friends are whom a person is tied to in either
/// direction, never the person. 8 bytes a tie.
public struct PersonWeights: Sendable, Equatable {
  /// Row p is `starts[p]..<starts[p + 1]`.
  public let starts: [Int]
  public let people: [UInt32]
  public let weights: [Float]

  public var count: Int { starts.count - 1 }

  public func degree(_ person: Int) -> Int { starts[person + 1] - starts[person] }

  public func row(_ person: Int) -> Zip2Sequence<ArraySlice<UInt32>, ArraySlice<Float>> {
    let range = starts[person]..<starts[person + 1]
    return zip(people[range], weights[range])
  }

  init(starts: [Int], people: [UInt32], weights: [Float]) {
    self.starts = starts
    self.people = people
    self.weights = weights
  }

  /// All friends alike. O(edges).
  public static func uniform(_ friends: Graph) -> PersonWeights { of(friends) { _, _, _ in 1 }.normalized }

  /// By the strength of the tie, both directions together. Throws E460 for weights that are negative or no numbers.
  public static func strength(_ friends: Graph) throws -> PersonWeights {
    if let bad = friends.out.weights?.first(where: { !($0 >= 0 && $0.isFinite) }) {
      throw RecommendError.values(
        "the friends", "a tie has the strength \(bad)", help: "strengths are 0 or numbers above it")
    }
    return of(friends) { _, _, strength in strength }.normalized
  }

  /// By how alike their tastes are: the cosine of profiles, rare items counting more, and a little for everyone.
  ///
  /// See `TasteSimilarity`. O(ties · pairs a user).
  public static func taste(_ friends: Graph, _ taken: UserItems) -> PersonWeights {
    let alike = TasteSimilarity(taken)
    return of(friends) { person, friend, _ in
      alike.between(person, friend) + 0.001
    }.normalized
  }

  /// As given: the weight of each edge person → friend says how much the person heeds the friend, in that direction
  /// only. Throws E460 for weights that are negative or no numbers.
  public static func given(_ heeding: Graph) throws -> PersonWeights {
    try influence(Graph(names: nil, isDirected: true, out: heeding.in, in: heeding.out))
  }

  /// By the probability that the friend moves the person: the weight of each edge friend → person of an influence
  /// graph, in that direction only. Throws E460 for weights that are negative or no numbers.
  public static func influence(_ influence: Graph) throws -> PersonWeights {
    let rows = influence.in
    let weights = rows.weights ?? [Float](repeating: 1, count: rows.neighbors.count)
    if let bad = weights.first(where: { !($0 >= 0 && $0.isFinite) }) {
      throw RecommendError.values("the influence", "a tie has \(bad)", help: "give 0 or numbers above it")
    }
    var (starts, people, kept) = ([0], [UInt32](), [Float]())
    for person in 0..<influence.nodeCount {
      for entry in rows.offsets[person]..<rows.offsets[person + 1]
      where rows.neighbors[entry] != UInt32(person) && weights[entry] > 0 {
        people.append(rows.neighbors[entry])
        kept.append(weights[entry])
      }
      starts.append(people.count)
    }
    return PersonWeights(starts: starts, people: people, weights: kept).normalized
  }

  /// The union of both directions, with the sum of their weights handed to `weigh`.
  private static func of(
    _ friends: Graph, weigh: (_ person: Int, _ friend: Int, _ strength: Float) -> Float
  ) -> PersonWeights {
    var (starts, people, weights) = ([0], [UInt32](), [Float]())
    for person in 0..<friends.nodeCount {
      let (out, inward) = (friends.out, friends.in)
      var (a, b) = (out.offsets[person], inward.offsets[person])
      let (lastA, lastB) = (out.offsets[person + 1], inward.offsets[person + 1])
      while a < lastA || b < lastB {
        let left = a < lastA ? out.neighbors[a] : .max
        let right = b < lastB ? inward.neighbors[b] : .max
        let friend = min(left, right)
        var strength: Float = 0
        if left == friend && a < lastA {
          strength += out.weights?[a] ?? 1
          a += 1
        }
        if right == friend && b < lastB {
          strength += inward.weights?[b] ?? 1
          b += 1
        }
        if friend == UInt32(person) { continue }
        let weight = weigh(person, Int(friend), strength)
        if weight > 0 {
          people.append(friend)
          weights.append(weight)
        }
      }
      starts.append(people.count)
    }
    return PersonWeights(starts: starts, people: people, weights: weights)
  }

  /// Rows that sum to 1; empty rows stay empty.
  private var normalized: PersonWeights {
    var scaled = weights
    for person in 0..<count {
      let row = starts[person]..<starts[person + 1]
      let sum = row.reduce(0.0) { $0 + Double(weights[$1]) }
      for entry in row { scaled[entry] = Float(Double(weights[entry]) / sum) }
    }
    return PersonWeights(starts: starts, people: people, weights: scaled)
  }

  /// The same weights with everyone among their own friends at `weight`: the columns EASE puts beside the items.
  public func addingSelf(_ weight: Float = 1) -> PersonWeights {
    var (starts, people, weights) = ([0], [UInt32](), [Float]())
    for person in 0..<count {
      var isAdded = false
      for (friend, value) in row(person) {
        if !isAdded && friend > UInt32(person) {
          people.append(UInt32(person))
          weights.append(weight)
          isAdded = true
        }
        people.append(friend)
        weights.append(value)
      }
      if !isAdded {
        people.append(UInt32(person))
        weights.append(weight)
      }
      starts.append(people.count)
    }
    return PersonWeights(starts: starts, people: people, weights: weights)
  }

  /// Every tie at `weight`.
  public func filled(with weight: Float) -> PersonWeights {
    PersonWeights(starts: starts, people: people, weights: [Float](repeating: weight, count: weights.count))
  }

  /// Columns as rows. O(ties).
  var transposed: PersonWeights {
    var sizes = [Int](repeating: 0, count: count + 1)
    for person in people { sizes[Int(person) + 1] += 1 }
    for person in 0..<count { sizes[person + 1] += sizes[person] }
    var next = sizes
    var turned = (people: people, weights: weights)
    for person in 0..<count {
      for (friend, weight) in row(person) {
        turned.people[next[Int(friend)]] = UInt32(person)
        turned.weights[next[Int(friend)]] = weight
        next[Int(friend)] += 1
      }
    }
    return PersonWeights(starts: sizes, people: turned.people, weights: turned.weights)
  }

  /// The people of every row replaced by others, drawn blindly, degrees and weights kept: what remains of a lift with
  /// these is not the friends' doing. Nobody becomes their own friend; people may stand twice in a row no more.
  public func shuffled(seed: UInt64) -> PersonWeights {
    var random = RandomStream(seed: seed, purpose: "shuffled ties")
    var order = (0..<count).map { UInt32($0) }
    var drawn = people
    var weights = weights
    for person in 0..<count {
      let range = starts[person]..<starts[person + 1]
      var place = 0
      // A partial Fisher–Yates shuffle; the person may come up and is passed over.
      var row: [UInt32] = []
      while row.count < range.count && place < count {
        order.swapAt(place, place + random.below(count - place))
        if order[place] != UInt32(person) { row.append(order[place]) }
        place += 1
      }
      let ascending = zip(row, weights[range]).sorted { $0.0 < $1.0 }
      for (entry, (friend, weight)) in zip(range, ascending) {
        drawn[entry] = friend
        weights[entry] = weight
      }
    }
    return PersonWeights(starts: starts, people: drawn, weights: weights)
  }
}
