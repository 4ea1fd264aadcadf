import KithDiffusion
import KithFoundation
import KithOutput

extension ReportModel {
  /// Who set it off. Durations are seconds.
  var cascades: JSONValue {
    guard let found = analysis.cascades else { return undefined(analysis.noCascades ?? .noFollowing) }
    let members = found.cascades.memberCount
    return [
      "kinds": counts(found.kinds),
      "otherKinds": counts(found.otherKinds),
      "byItem": .bool(found.cascades.items != nil),
      "datesOnly": .bool(analysis.firstMovers?.hasDatesOnly ?? false),
      "repeats": .integer(found.cascades.tally.repeats),
      "people": .integer(found.people),
      "members": .integer(members),
      "count": .integer(found.cascades.count),
      "followed": ["cascades": .integer(found.followed.count), "members": .integer(found.followedMembers)],
      "alone": .integer(found.cascades.count - found.followed.count),
      "largest": .array(found.followed.prefix(CascadeFindings.told).map { cascade($0, of: members) }),
      "growth": found.growth.map(growth) ?? undefined(.noGrowth),
      "triggers": [
        "count": .integer(found.triggerCount), "shown": .integer(found.triggers.count),
        "people": .array(found.triggers.enumerated().map { trigger($1, rank: $0 + 1, of: members) }),
      ],
      "source": source(found),
      "sharing": found.sharing.map(sharing) ?? undefined(.noFollowing),
    ]
  }

  private func cascade(_ followed: CascadeFindings.Followed, of members: Int) -> JSONValue {
    guard let set = analysis.cascades?.cascades else { return .null }
    let (one, metrics) = (set[followed.index], followed.metrics)
    return [
      "root": id(one.root),
      "origin": .string(one.origin.rawName),
      "item": JSONValue(one.item),
      "start": time(set.time(of: one.members.lowerBound)?.milliseconds),
      "size": .integer(metrics.size),
      "share": JSONValue(Double(metrics.size) / Double(members)),
      "depth": .integer(metrics.depth),
      "breadth": .integer(metrics.breadth),
      "generations": .array(metrics.generationSizes.map { .integer($0) }),
      "structuralVirality": value(metrics.structuralVirality),
      "t50": seconds(metrics.t50),
      "t90": seconds(metrics.t90),
      "lifetime": seconds(metrics.lifetime),
    ]
  }

  private func value(_ value: DiffusionValue) -> JSONValue {
    value.value.map { .real($0) } ?? ["undefined": .string(value.undefined ?? "")]
  }

  private func seconds(_ value: DiffusionValue) -> JSONValue {
    value.value.map { .real($0 / 1000) } ?? ["undefined": .string(value.undefined ?? "")]
  }

  private func growth(_ growth: CascadeGrowth) -> JSONValue {
    guard let set = analysis.cascades?.cascades else { return .null }
    return [
      "step": .real(growth.step / 1000),
      "until": .real(growth.step * Double(CascadeGrowth.steps) / 1000),
      "later": .integer(growth.curves.reduce(0) { $0 + $1.later }),
      "curves": .array(
        growth.curves.map { curve in
          [
            "root": id(set[curve.cascade].root), "item": JSONValue(set[curve.cascade].item),
            "half": ["after": .real(curve.half.after / 1000), "members": .integer(curve.half.members)],
            "nineTenths": [
              "after": .real(curve.nineTenths.after / 1000), "members": .integer(curve.nineTenths.members),
            ],
            "counts": .array(curve.counts.map { .integer($0) }),
          ]
        }),
    ]
  }

  private func trigger(_ trigger: Trigger, rank: Int, of members: Int) -> JSONValue {
    [
      "rank": .integer(rank),
      "id": id(trigger.person),
      "brand": .bool(trigger.isBrand),
      "community": .integer(analysis.communities.partition[trigger.person] + 1),
      "cascades": .integer(trigger.roots),
      "unlogged": .integer(trigger.unlogged),
      "setOff": .integer(trigger.setOff),
      "share": JSONValue(Double(trigger.setOff) / Double(members)),
      "direct": .integer(trigger.direct),
      "start": time(trigger.start),
      "evidence": .array(
        trigger.evidence.map { row in
          [
            "by": id(row.person), "at": time(row.time), "kind": JSONValue(row.kind), "channel": JSONValue(row.channel),
            "item": JSONValue(row.item),
            "text": JSONValue(row.text.map { VisibleText.shortened($0, to: 240) }),
          ]
        }),
    ]
  }

  /// Members by what began their cascade; they sum to all.
  private func source(_ found: CascadeFindings) -> JSONValue {
    let members = Double(found.cascades.memberCount)
    let part = { (origins: [CascadeSet.Origin]) -> JSONValue in
      let kinds = found.source.setOff.filter { origins.contains($0.origin) }
      let setOff = kinds.reduce(0) { $0 + $1.setOff }
      return [
        "cascades": .integer(kinds.reduce(0) { $0 + $1.roots }), "members": .integer(Int(setOff)),
        "share": JSONValue(setOff / members),
      ]
    }
    return [
      "exogenous": [
        "members": .integer(found.source.exogenous), "share": JSONValue(Double(found.source.exogenous) / members),
      ],
      "endogenous": [
        "members": .integer(found.source.endogenous), "share": JSONValue(Double(found.source.endogenous) / members),
      ],
      "accounts": ids(found.brand),
      "brand": found.brand.isEmpty ? undefined(.noBrand) : part([.brand]),
      "others": part([.first, .unlogged]),
      "unlogged": part([.unlogged]),
    ]
  }
}

extension CascadeSet.Origin {
  /// As files name it: `first`, `brand`, `unlogged`.
  var rawName: String { "\(self)" }
}
