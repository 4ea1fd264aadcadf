import KithOutput

extension Sample {
  /// Zachary's karate club: 34 people, 78 weighted edges, and the club each joined after the split.
  static let karate = Sample(
    name: "karate",
    title: "Zachary's karate club: 34 people, 78 friendships, one split",
    summary: """
      Who met whom outside the lessons of a university karate club, 1970 to 1972, and which of the two \
      clubs each joined when it broke apart. 34 people, 78 undirected edges; a weight counts the contexts \
      (of eight) in which two people met. Zachary 1977.
      """,
    isGenerated: false,
    write: { _ in
      [
        SampleFile(name: "README.md", text: KarateClub.guide),
        SampleFile(name: "edges.csv", columns: Observations.edges(in: KarateClub.edges)),
        SampleFile(
          name: "people.csv",
          columns: [
            Table.Column("id", .integers(Array(1...34))),
            Table.Column(
              "club", .text((1...34).map { KarateClub.officersClub.contains($0) ? "Officer" : "Mr. Hi" })),
          ]),
      ]
    })
}

/// The observations of W. W. Zachary, "An Information Flow Model for Conflict and Fission in Small
/// Groups", Journal of Anthropological Research 33(4), 1977, 452-473, doi 10.1086/jar.33.4.3629752.
enum KarateClub {
  /// `person: neighbour*weight …`, each edge once, under its smaller number.
  static let edges = """
    1: 2*4 3*5 4*3 5*3 6*3 7*3 8*2 9*2 11*2 12*3 13*1 14*3 18*2 20*2 22*2 32*2
    2: 3*6 4*3 8*4 14*5 18*1 20*2 22*2 31*2
    3: 4*3 8*4 9*5 10*1 14*3 28*2 29*2 33*2
    4: 8*3 13*3 14*3
    5: 7*2 11*3
    6: 7*5 11*3 17*3
    7: 17*3
    9: 31*3 33*3 34*4
    10: 34*2
    14: 34*3
    15: 33*3 34*2
    16: 33*3 34*4
    19: 33*1 34*2
    20: 34*1
    21: 33*3 34*1
    23: 33*2 34*3
    24: 26*5 28*4 30*3 33*5 34*4
    25: 26*2 28*3 32*2
    26: 32*7
    27: 30*4 34*2
    28: 34*4
    29: 32*2 34*2
    30: 33*4 34*2
    31: 33*3 34*3
    32: 33*4 34*4
    33: 34*5
    """

  /// Who went with the officers; the others stayed with the instructor, "Mr. Hi" (1).
  static let officersClub: Set<Int> = [10, 15, 16, 19, 21, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34]

  static let guide = """
    # Zachary's karate club

    Who met whom outside the lessons of a university karate club, observed from 1970 to 1972, and which
    of the two clubs each person joined after it split over the price of lessons.

    Source: W. W. Zachary, "An Information Flow Model for Conflict and Fission in Small Groups",
    *Journal of Anthropological Research* 33(4), 1977, 452-473, doi:10.1086/jar.33.4.3629752. The figures are
    observed facts from the tables of that paper.

    - `edges.csv` (`from,to,weight`): 78 undirected edges, each written once with the smaller number first. A
      weight counts the contexts, of eight, in which the two met; all weights sum to 231.
    - `people.csv` (`id,club`): 34 people; 1 is the instructor ("Mr. Hi"), 34 the officer who led the
      other side. 17 joined each club.

    Known answers, weights used and edges read in both directions: PageRank 34 (0.0970), 1 (0.0885),
    33 (0.0759). Without weights, the best modularity is 0.4198, with four communities of 5, 6, 11 and 12 people;
    the real split has 0.3582.

    """
}
