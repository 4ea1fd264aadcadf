import KithGraph

/// Zachary's karate club, 34 members and 78 friendships, the weight of a friendship being the number
/// of contexts in which the two met (Zachary 1977, doi 10.1086/jar.33.4.3629752). Node i is member i + 1.
public enum Karate {
  public static let weighted: Graph = {
    var builder = GraphBuilder(isDirected: false)
    for (a, b, weight) in friendships { builder.add(a, b, weight: weight) }
    return builder.build(nodeCount: 34)
  }()

  public static let graph = weighted.unweighted

  public static let friendships: [(Int, Int, Float)] = rows.split(separator: "\n").flatMap { line in
    let parts = line.split(separator: " ")
    let member = Int(parts[0].dropLast())!
    return parts.dropFirst().map { friend in
      let pair = friend.split(separator: "/")
      return (member, Int(pair[0])!, Float(pair[1])!)
    }
  }

  /// One line a member: later-numbered friends, each with its weight.
  private static let rows = """
    0: 1/4 2/5 3/3 4/3 5/3 6/3 7/2 8/2 10/2 11/3 12/1 13/3 17/2 19/2 21/2 31/2
    1: 2/6 3/3 7/4 13/5 17/1 19/2 21/2 30/2
    2: 3/3 7/4 8/5 9/1 13/3 27/2 28/2 32/2
    3: 7/3 12/3 13/3
    4: 6/2 10/3
    5: 6/5 10/3 16/3
    6: 16/3
    8: 30/3 32/3 33/4
    9: 33/2
    13: 33/3
    14: 32/3 33/2
    15: 32/3 33/4
    18: 32/1 33/2
    19: 33/1
    20: 32/3 33/1
    22: 32/2 33/3
    23: 25/5 27/4 29/3 32/5 33/4
    24: 25/2 27/3 31/2
    25: 31/7
    26: 29/4 33/2
    27: 33/4
    28: 31/2 33/2
    29: 32/4 33/2
    30: 32/3 33/3
    31: 32/4 33/4
    32: 33/5
    """
}
