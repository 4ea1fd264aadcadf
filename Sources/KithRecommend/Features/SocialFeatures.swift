import KithFoundation
import KithGraph

/// What friends tell about people, and about each item that may be recommended to them: columns for other recommenders.
///
///     let features = SocialFeatures(signal, takings, since: moment)
///     try features.exposures()[0].friendsWhoTook
///     try features.offers(atMost: 100)                // what friends took and the person did not
///
/// Friends are those of the signal's weights. "Lately" means a taking at or after `since`. Nothing looks at the future
/// of the actions given: cut them at the moment that the features are to be of.
public struct SocialFeatures: Sendable {
  public let signal: FriendSignal
  public let takings: TakingTimes
  /// Milliseconds; nil where nothing is known to be recent.
  public let since: Int64?
  private let alike: TasteSimilarity

  public init(_ signal: FriendSignal, _ takings: TakingTimes, since: Int64?) {
    precondition(takings.times.count == signal.taken.count, "the takings are of other actions")
    self.signal = signal
    self.takings = takings
    self.since = since
    alike = TasteSimilarity(signal.taken)
  }

  /// What a person's friends did.
  public struct Exposure: Sendable, Equatable, BitwiseCopyable {
    public var friends = 0
    /// Friends who took anything, and who did so lately.
    public var friendsWhoTook = 0
    public var friendsWhoTookLately = 0
    /// Items that friends took and the person did not, and those that they took lately.
    public var itemsAround = 0
    public var itemsAroundLately = 0
  }

  /// Items for each person: those of person p are `items[starts[p]..<starts[p + 1]]`.
  public struct Lists: Sendable, Equatable {
    public let starts: [Int]
    public let items: [UInt32]
    /// By entry, where it is known already: friends of friends take long to sum.
    let signals: [Float]?

    public init(starts: [Int], items: [UInt32]) { self.init(starts: starts, items: items, signals: nil) }

    init(starts: [Int], items: [UInt32], signals: [Float]?) {
      precondition(starts.first == 0 && starts.last == items.count)
      self.starts = starts
      self.items = items
      self.signals = signals
    }
  }

  /// What friends say about an item that may be recommended to a person.
  public struct Candidate: Sendable, Equatable, BitwiseCopyable {
    public var friendsWhoTook: UInt32 = 0
    public var friendsWhoTookLately: UInt32 = 0
    /// F = (W + h W²) X.
    public var signal: Float = 0
    /// The mean taste similarity of the person and the friends who took it; 0 where none did.
    public var similarity = 0.0
    /// When the last friend took it, milliseconds; `Timestamp.missing` where none did or no time is known.
    public var lastFriend = Timestamp.missing
    public var isTaken = false
  }

  /// By person. O(ties · items a person). Throws `CancellationError`.
  public func exposures(execution: Execution = .serial) throws -> [Exposure] {
    let (taken, weights) = (signal.taken, signal.weights)
    let results = Scratch<Exposure>(repeating: Exposure(), count: taken.userCount)
    let isRecent = takings.times.map { time in since.map { time >= $0 && time != Timestamp.missing } ?? false }
    let isActive = (0..<taken.userCount).map { person in
      isRecent[taken.userStarts[person]..<taken.userStarts[person + 1]].contains(true)
    }
    execution.forEachChunk(of: taken.userCount, grain: 256) { _, range in
      if execution.isCancelled() { return }
      // The last person around whom an item was seen.
      let seen = Scratch<Int>(repeating: -1, count: taken.itemCount)
      let seenLately = Scratch<Int>(repeating: -1, count: taken.itemCount)
      for person in range {
        var exposure = Exposure()
        // What the person took counts as seen: it is not around them.
        for item in taken.items(of: person) {
          seen.base[Int(item)] = person
          seenLately.base[Int(item)] = person
        }
        for (friend, _) in weights.row(person) {
          let pairs = taken.userStarts[Int(friend)]..<taken.userStarts[Int(friend) + 1]
          exposure.friends += 1
          exposure.friendsWhoTook += pairs.isEmpty ? 0 : 1
          exposure.friendsWhoTookLately += isActive[Int(friend)] ? 1 : 0
          for pair in pairs {
            let item = Int(taken.userItems[pair])
            if seen.base[item] != person {
              seen.base[item] = person
              exposure.itemsAround += 1
            }
            if isRecent[pair], seenLately.base[item] != person {
              seenLately.base[item] = person
              exposure.itemsAroundLately += 1
            }
          }
        }
        results.base[person] = exposure
      }
    }
    try execution.checkCancellation()
    return (0..<taken.userCount).map { results.base[$0] }
  }

  /// What each person's friends, and theirs, took and the person did not, the largest signal first, ties by item.
  ///
  /// Nothing for those whom `isAsked` does not want. O(items + ties of friends · items a person) a person. Throws
  /// `CancellationError`.
  public func offers(
    atMost count: Int, for isAsked: (Int) -> Bool = { _ in true }, execution: Execution = .serial
  ) throws -> Lists {
    precondition(count > 0)
    let taken = signal.taken
    let isAsked = (0..<taken.userCount).map(isAsked)
    let results = Scratch<Unmanaged<Row>?>(repeating: nil, count: taken.userCount)
    execution.forEachChunk(of: taken.userCount, grain: 64) { _, range in
      if execution.isCancelled() { return }
      let told = Scratch<Float>(uninitialized: taken.itemCount)
      let work = FriendSignal.Workspace(signal)
      for person in range where isAsked[person] && !signal.isSilent(for: person) {
        signal.score(person, into: told.base, work)
        for item in taken.items(of: person) { told.base[Int(item)] = 0 }
        var top = TopItems(count)
        for item in 0..<taken.itemCount where told.base[item] > 0 { top.offer(told.base[item], UInt32(item)) }
        results.base[person] = Unmanaged.passRetained(Row(top.sorted))
      }
    }
    var (starts, items, signals) = ([0], [UInt32](), [Float]())
    for person in 0..<taken.userCount {
      for entry in results.base[person]?.takeRetainedValue().entries ?? [] {
        items.append(entry.item)
        signals.append(entry.score)
      }
      starts.append(items.count)
    }
    try execution.checkCancellation()
    return Lists(starts: starts, items: items, signals: signals)
  }

  /// One result an entry of the lists, in their order. O(items + ties of friends · items a person) a person.
  ///
  /// Throws `CancellationError`.
  public func candidates(_ lists: Lists, execution: Execution = .serial) throws -> [Candidate] {
    let (taken, weights) = (signal.taken, signal.weights)
    precondition(lists.starts.count == taken.userCount + 1, "the lists are of other people")
    let results = Scratch<Candidate>(repeating: Candidate(), count: lists.items.count)
    execution.forEachChunk(of: taken.userCount, grain: 64) { _, range in
      if execution.isCancelled() { return }
      let told = Scratch<Float>(uninitialized: taken.itemCount)
      let around = Scratch<Candidate>(repeating: Candidate(), count: taken.itemCount)
      let work = FriendSignal.Workspace(signal)
      for person in range where lists.starts[person] < lists.starts[person + 1] {
        if lists.signals == nil { signal.score(person, into: told.base, work) }
        for (friend, _) in weights.row(person) { add(Int(friend), of: person, to: around.base) }
        for entry in lists.starts[person]..<lists.starts[person + 1] {
          let item = Int(lists.items[entry])
          var candidate = around.base[item]
          if candidate.friendsWhoTook > 0 { candidate.similarity /= Double(candidate.friendsWhoTook) }
          candidate.signal = lists.signals?[entry] ?? told.base[item]
          candidate.isTaken = taken.isTaken(lists.items[entry], by: person)
          results.base[entry] = candidate
        }
        for (friend, _) in weights.row(person) {
          for item in taken.items(of: Int(friend)) { around.base[Int(item)] = Candidate() }
        }
      }
    }
    try execution.checkCancellation()
    return (0..<lists.items.count).map { results.base[$0] }
  }

  /// Adds what one friend took; similarities as sums.
  private func add(_ friend: Int, of person: Int, to around: UnsafeMutablePointer<Candidate>) {
    let taken = signal.taken
    let pairs = taken.userStarts[friend]..<taken.userStarts[friend + 1]
    if pairs.isEmpty { return }
    let similarity = Double(alike.between(person, friend))
    for pair in pairs {
      let item = Int(taken.userItems[pair])
      let time = takings.times[pair]
      around[item].friendsWhoTook += 1
      around[item].similarity += similarity
      around[item].lastFriend = max(around[item].lastFriend, time)
      if let since, time != Timestamp.missing, time >= since { around[item].friendsWhoTookLately += 1 }
    }
  }

  private final class Row {
    let entries: [(score: Float, item: UInt32)]
    init(_ entries: [(score: Float, item: UInt32)]) { self.entries = entries }
  }
}
