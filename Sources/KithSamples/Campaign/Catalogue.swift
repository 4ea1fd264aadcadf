/// What the brand sells, and what drives people to buy each thing.
enum Catalogue {
  struct Item: Sendable {
    let name: String
    /// Sweet things attract the sweet taste, the others the plain one.
    let isSweet: Bool
  }

  /// What plays a part in buying an item: a planted world each, for telling similarity from influence.
  enum Drive: String, Sendable, CaseIterable {
    case both, taste, friends, neither

    var weighsTaste: Bool { self == .both || self == .taste }
    var weighsFriends: Bool { self == .both || self == .friends }
  }

  /// The drives take turns along the list.
  static func drive(of item: Int) -> Drive { Drive.allCases[item % Drive.allCases.count] }

  static let items: [Item] = [
    Item(name: "군밤 마들렌", isSweet: true), Item(name: "유자 휘낭시에", isSweet: true),
    Item(name: "딸기 찹쌀떡", isSweet: true), Item(name: "단호박 파운드", isSweet: true),
    Item(name: "쑥 카스텔라", isSweet: false), Item(name: "생강 캐러멜", isSweet: true),
    Item(name: "곶감 치즈볼", isSweet: true), Item(name: "초콜릿 소라빵", isSweet: true),
    Item(name: "호두 타르트", isSweet: true), Item(name: "귤 젤리", isSweet: true),
    Item(name: "라즈베리 초콜릿", isSweet: true), Item(name: "인절미 마카롱", isSweet: true),
    Item(name: "고구마 스콘", isSweet: false), Item(name: "현미 그래놀라", isSweet: false),
    Item(name: "보리 비스코티", isSweet: false), Item(name: "우유 푸딩", isSweet: false),
    Item(name: "귀리 쿠키", isSweet: false), Item(name: "메밀 와플", isSweet: false),
    Item(name: "흑임자 바", isSweet: false), Item(name: "콩가루 과자", isSweet: false),
    Item(name: "들깨 크래커", isSweet: false), Item(name: "쌀 식빵", isSweet: false),
    Item(name: "팥 크림롤", isSweet: true), Item(name: "잣 누가", isSweet: false),
  ]
}
