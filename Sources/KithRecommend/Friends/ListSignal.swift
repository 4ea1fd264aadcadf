import KithFoundation

/// What the friends of one person after the other took of a list. For one thread; keeps its memory between people.
///
/// The sums are those of `FriendSignal.score`, bit for bit: people add in ascending order whichever way they are found,
/// through what each friend took or through who took each item, whichever is shorter.
final class ListSignal {
  private let friends: FriendSignal
  private let people: Scratch<Float>
  /// By item: its place in the list, from 1; 0 for the others.
  private let places: Scratch<UInt32>
  private var heeded: [UInt32] = []

  init(_ friends: FriendSignal) {
    self.friends = friends
    people = Scratch(repeating: 0, count: friends.userCount)
    places = Scratch(repeating: 0, count: friends.itemCount)
  }

  /// By place in the list. O(ties of friends + the fewer of the friends' pairs and the items' pairs).
  func scores(of user: Int, _ list: [Candidates.Entry]) -> [Float] {
    let taken = friends.taken
    heeded.removeAll(keepingCapacity: true)
    friends.add(user, to: people.base, &heeded)
    let pairsOfPeople = heeded.reduce(0) { $0 + taken.userStarts[Int($1) + 1] - taken.userStarts[Int($1)] }
    let pairsOfItems = list.reduce(0) { $0 + taken.itemStarts[Int($1.item) + 1] - taken.itemStarts[Int($1.item)] }
    var sums = [Float](repeating: 0, count: list.count)
    if pairsOfItems <= pairsOfPeople {
      taken.itemUsers.withUnsafeBufferPointer { takers in
        for (place, entry) in list.enumerated() {
          var sum: Float = 0
          for index in taken.itemStarts[Int(entry.item)]..<taken.itemStarts[Int(entry.item) + 1] {
            sum += people.base[Int(takers[index])]
          }
          sums[place] = sum
        }
      }
      for person in heeded { people.base[Int(person)] = 0 }
      return sums
    }
    heeded.sort()
    for (place, entry) in list.enumerated() { places.base[Int(entry.item)] = UInt32(place + 1) }
    taken.userItems.withUnsafeBufferPointer { items in
      for person in heeded {
        let weight = people.base[Int(person)]
        people.base[Int(person)] = 0
        for index in taken.userStarts[Int(person)]..<taken.userStarts[Int(person) + 1] {
          let place = places.base[Int(items[index])]
          if place != 0 { sums[Int(place) - 1] += weight }
        }
      }
    }
    // An item may stand in a list twice: its sum went to the last place.
    for (place, entry) in list.enumerated() { sums[place] = sums[Int(places.base[Int(entry.item)]) - 1] }
    for entry in list { places.base[Int(entry.item)] = 0 }
    return sums
  }
}
