import KithGraph

extension CascadeRelations {
  /// The rows of published trees.
  ///
  ///     let cascades = try CascadeRelations(CascadeTreeReader(["tree"]).read().log).cascades()
  ///
  /// O(rows).
  public init(_ trees: TreeLog) {
    self.init(people: trees.people, items: trees.items)
    for row in 0..<trees.count {
      let member = { (ends: TreeLog.Ends) in
        Member(person: ends.persons[row], time: ends.times[row], item: trees.itemCodes[row], post: ends.posts[row])
      }
      add(
        member(trees.members),
        following: trees.parents.persons[row] == InteractionLog.none ? nil : member(trees.parents))
    }
  }
}
