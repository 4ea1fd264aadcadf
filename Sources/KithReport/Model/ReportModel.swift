import KithFoundation
import KithGraph
import KithMeasures
import KithOutput

/// The analysis as the JSON every sentence of the report is bound to: schema `kith.report/1`.
///
/// A question the data cannot answer holds `{"undefined": reason}` instead of an answer.
struct ReportModel {
  let analysis: Analysis
  let phrases: Phrases

  init(_ analysis: Analysis) {
    self.analysis = analysis
    phrases = Phrases(language: analysis.options.language)
  }

  static let schema = "kith.report/1"

  var json: JSONValue {
    [
      "schema": .string(Self.schema),
      "language": .string(analysis.options.language.rawValue),
      "title": .string(analysis.options.title ?? phrases[.title]),
      "network": network,
      "core": core,
      "cascades": cascades,
      "concentration": concentration,
      "communities": communities,
      "timeline": timeline,
      "firstMovers": firstMovers,
      "leftOut": leftOut,
      "methods": methods,
    ]
  }

  func id(_ node: Int) -> JSONValue { .string(analysis.log.people[node]) }
  func ids(_ nodes: [Int]) -> JSONValue { .array(nodes.map(id)) }
  func time(_ milliseconds: Int64?) -> JSONValue { JSONValue(milliseconds.map(analysis.clock.iso8601)) }
  func counts(_ counts: some Sequence<NamedCount>) -> JSONValue { .array(counts.map(count)) }
  func count(_ count: NamedCount) -> JSONValue { ["name": .string(count.name), "count": .integer(count.count)] }
  func undefined(_ phrase: Phrase) -> JSONValue { ["undefined": .string(phrases[phrase])] }

  private var network: JSONValue {
    let (graph, log) = (analysis.graph, analysis.log)
    let largest = analysis.components.sizes.first ?? 0
    var period: JSONValue = undefined(.noTimes)
    if let bounds = log.period {
      let (first, last) = (bounds.lowerBound.milliseconds, bounds.upperBound.milliseconds)
      let day: Int64 = 86_400_000
      let days = floorDivide(analysis.clock.local(last), day) - floorDivide(analysis.clock.local(first), day) + 1
      period = [
        "first": time(first), "last": time(last), "days": .integer(Int(days)), "clock": .string(analysis.clock.name),
      ]
    }
    return [
      "people": .integer(graph.nodeCount),
      "authors": .integer(analysis.activity?.people ?? 0),
      "addressed": .integer((0..<graph.nodeCount).count { graph.in.degree($0) > 0 }),
      "edges": .integer(graph.edgeCount),
      "rows": .integer(log.count),
      "interactions": .integer(analysis.leftOut.addressing),
      "weight": JSONValue(graph.totalWeight),
      "strength": .string(analysis.options.strength.rawValue),
      "weighted": .bool(log.weights != nil),
      "hasTexts": .bool(log.texts != nil),
      "edgeMeaning": .string(phrases.edgeMeaning(kinds: analysis.facts.addressingKinds.map(\.name))),
      "period": period,
      "kinds": counts(analysis.facts.kinds.prefix(20)),
      "channels": counts(analysis.facts.channels.prefix(20)),
      "components": [
        "count": .integer(analysis.components.count), "largest": .integer(largest),
        "largestShare": JSONValue(graph.nodeCount == 0 ? nil : Double(largest) / Double(graph.nodeCount)),
      ],
      "mutualEdges": .integer(analysis.mutualEdges),
      "mutualShare": JSONValue(graph.edgeCount == 0 ? nil : Double(analysis.mutualEdges) / Double(graph.edgeCount)),
      "cohesion": [
        "density": value(analysis.cohesion.density), "transitivity": value(analysis.cohesion.transitivity),
        "meanDistance": analysis.cohesion.meanDistance.map(value) ?? undefined(.tooLargeForDistances),
        "reachableShare": JSONValue(
          analysis.cohesion.meanDistance?.details.first { $0.name == "reachable_share" }?.value),
      ],
    ]
  }

  private func value(_ value: GraphValue) -> JSONValue {
    value.value.map { .real($0) } ?? ["undefined": .string(value.undefined ?? "")]
  }

  private var core: JSONValue {
    if analysis.core.isEmpty { return undefined(.noEdges) }
    let share = analysis.core.reduce(0) { $0 + $1.score }
    return [
      "measure": "pagerank",
      "count": .integer(analysis.core.count),
      "share": JSONValue(share),
      "uniformShare": JSONValue(Double(analysis.core.count) / Double(analysis.graph.nodeCount)),
      "texts": analysis.log.texts == nil ? undefined(.noTexts) : true,
      "ranges": analysis.rankRanges == nil
        ? undefined(.tooLargeToRedraw)
        : ["draws": JSONValue(analysis.rankRanges?.draws), "level": JSONValue(analysis.rankRanges?.level)],
      "people": .array(analysis.core.indices.map { person(analysis.core[$0], range: analysis.rankRanges?[$0]) }),
    ]
  }

  private func person(_ person: CorePerson, range: RankInterval?) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("rank", .integer(person.rank)),
      .init("rankRange", range.map { ["low": .integer($0.low), "high": .integer($0.high)] } ?? .null),
      .init("chanceAmongCore", JSONValue(range?.chanceOfTop)),
      .init("id", id(person.node)),
      .init("pagerank", JSONValue(person.score)),
      .init("community", .integer(person.community + 1)),
      .init("receivedFrom", .integer(person.receivedFrom)),
      .init("received", .integer(person.received)),
      .init("sentTo", .integer(person.sentTo)),
      .init("sent", .integer(person.sent)),
      .init("kinds", counts(person.kinds.prefix(5))),
      .init("channels", counts(person.channels.prefix(5))),
    ]
    if let main = person.mainSource, person.received > 0 {
      members.append(
        .init(
          "mainSource",
          [
            "id": id(main.node), "count": .integer(main.count),
            "share": JSONValue(Double(main.count) / Double(person.received)),
          ]))
    }
    members.append(.init("firstReceived", time(person.firstReceived)))
    members.append(.init("arrival", JSONValue(analysis.firstMovers?.arrivals[person.node])))
    members.append(.init("peak", bin(person.peak)))
    members.append(
      .init(
        "quotes",
        .array(
          person.quotes.map { quote in
            [
              "by": id(quote.author), "at": time(quote.time),
              "text": .string(VisibleText.shortened(quote.text, to: 240)),
            ]
          })))
    return .object(members)
  }

  func bin(_ bin: (bin: Int, count: Int)?) -> JSONValue {
    guard let bin, let timeline = analysis.timeline else { return .null }
    return ["start": time(timeline.starts[bin.bin]), "count": .integer(bin.count)]
  }

  private var concentration: JSONValue {
    [
      "slogan": ["people": 0.2, "holding": 0.8],
      "attention": analysis.attention.map(sharing) ?? undefined(.noEdges),
      "activity": analysis.activity.map(sharing) ?? undefined(.noAuthors),
    ]
  }

  func sharing(_ sharing: Sharing) -> JSONValue {
    [
      "people": .integer(sharing.people),
      "total": JSONValue(sharing.total),
      "gini": JSONValue(sharing.gini),
      "topFifth": ["people": .integer(sharing.topFifth), "share": JSONValue(sharing.topFifthShare)],
      "holdingFourFifths": [
        "people": .integer(sharing.holdingFourFifths), "share": JSONValue(sharing.holdingFourFifthsShare),
      ],
      "topTenShare": JSONValue(sharing.topTenShare),
      "lorenz": .array(sharing.lorenz.map { .real($0) }),
    ]
  }

  private var timeline: JSONValue {
    guard let timeline = analysis.timeline else { return undefined(.noTimes) }
    let median = timeline.median
    let series = { (all: [Timeline.Series]) -> JSONValue in
      .array(
        all.map { one in
          [
            "name": JSONValue(one.name), "total": .integer(one.total),
            "counts": .array(one.counts.map { .integer($0) }),
          ]
        })
    }
    return [
      "unit": .string(timeline.unit.rawValue),
      "unitName": .string(phrases.unit(timeline.unit)),
      "clock": .string(analysis.clock.name),
      "bins": .integer(timeline.totals.count),
      "median": JSONValue(median),
      "busiest": bin((timeline.peak, timeline.totals[timeline.peak])),
      "peaks": .array(analysis.peaks.map { peak($0, median: median) }),
      "withoutTime": .integer(timeline.rowsWithoutTime),
      "starts": .array(timeline.starts.map { time($0) }),
      "totals": .array(timeline.totals.map { .integer($0) }),
      "kinds": series(timeline.kinds),
      "channels": series(timeline.channels),
    ]
  }

  private func peak(_ peak: Peak, median: Double) -> JSONValue {
    [
      "start": time(analysis.timeline?.starts[peak.bin]),
      "count": .integer(peak.count),
      "timesMedian": JSONValue(median > 0 ? Double(peak.count) / median : nil),
      "target": peak.target.map { ["id": id($0.node), "count": .integer($0.count)] } ?? .null,
      "item": peak.item.map(count) ?? .null,
      "kind": peak.kind.map(count) ?? .null,
      "channel": peak.channel.map(count) ?? .null,
    ]
  }

  private var firstMovers: JSONValue {
    guard let movers = analysis.firstMovers else { return undefined(.noTimes) }
    return [
      "tiedForFirst": .integer(movers.tiedForFirst),
      "datesOnly": .bool(movers.hasDatesOnly),
      "people": .array(
        movers.people.map { mover in
          [
            "id": id(mover.node), "at": time(mover.time), "kind": JSONValue(mover.kind),
            "channel": JSONValue(mover.channel), "receivedFrom": .integer(analysis.graph.in.degree(mover.node)),
            "rank": .integer(analysis.ranks[mover.node]),
          ]
        }),
    ]
  }

  private var leftOut: JSONValue {
    let left = analysis.leftOut
    return [
      "badRows": .integer(left.losses.badRows),
      "otherKinds": .integer(left.losses.otherKinds),
      "outsideWindow": .integer(left.losses.outsideWindow),
      "anonymous": .integer(left.anonymous),
      "withoutTarget": .integer(left.withoutTarget),
      "selfEdges": .integer(left.selfEdges),
      "withoutTime": .integer(left.withoutTime),
      "unconnected": .integer(left.unconnected),
    ]
  }
}
