import KithGraph

/// How often one person would act about one item in each hour, judged by those who are neither they nor their friends.
struct FollowingBaseRate {
  private var hours: [(start: Int64, chance: Double)] = []
  private var acting: [(time: Int64, activity: Double)] = []

  /// For the hours after `from`, up to `to`, and none that begin after the person acted.
  mutating func load(
    _ person: UInt32, _ item: FollowingItem, friends: ArraySlice<UInt32>, from: Int64, to: Int64
  ) {
    hours.removeAll(keepingCapacity: true)
    acting.removeAll(keepingCapacity: true)
    // Activity that is not the base's: their own, and the friends' until they act.
    var apart = item.activity(of: person)
    let own = item.times[Int(person)]
    if own != .max { acting.append((own, apart)) }
    for friend in friends {
      let activity = item.activity(of: friend)
      apart += activity
      let time = item.times[Int(friend)]
      if activity > 0 && time != .max { acting.append((time, activity)) }
    }
    acting.sort { $0.time < $1.time }
    let activity = item.activity(of: person)
    var place = 0
    var index = item.firstHour(after: from)
    while index < item.hours.count && item.hours[index].start < to && item.hours[index].start <= own {
      let hour = item.hours[index]
      index += 1
      while place < acting.count && acting[place].time < hour.start {
        apart -= acting[place].activity
        place += 1
      }
      var others = hour.count
      var next = place
      while next < acting.count && acting[next].time - hour.start < item.hour {
        others -= 1
        next += 1
      }
      let open = hour.open - apart
      if others > 0 && open > 0 { hours.append((hour.start, min(1, activity * Double(others) / open))) }
    }
  }

  /// The expected number of actions between two moments while the person had not acted.
  func expected(from: Int64, to: Int64, hour: Int64) -> Double {
    var (low, high) = (0, hours.count)
    while low < high {
      let middle = (low + high) / 2
      if hours[middle].start + hour <= from { low = middle + 1 } else { high = middle }
    }
    var sum = 0.0
    while low < hours.count && hours[low].start < to {
      let covered = min(to, hours[low].start + hour) - max(from, hours[low].start)
      sum += Double(covered) / Double(hour) * hours[low].chance
      low += 1
    }
    return sum
  }
}
