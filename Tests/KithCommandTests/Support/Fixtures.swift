/// Small made-up logs.
enum Fixtures {
  /// Fourteen comments on two channels over four days; `mina` is at the core.
  static let comments = """
    created_at,channel,author,to,kind,post,text
    2026-06-01T09:00:00+09:00,instagram,jun,mina,comment,p1,새 케이크 너무 예뻐요
    2026-06-01T09:05:00+09:00,instagram,mina,jun,reply,p1,고마워요! 주말에 또 구워요
    2026-06-01T10:10:00+09:00,instagram,sora,mina,comment,p1,"레시피 알려주세요, 꼭요"
    2026-06-01T11:00:00+09:00,blog,도토리,mina,comment,p2,케이크 사진 퍼가요
    2026-06-02T08:30:00+09:00,blog,하늘,도토리,mention,p2,@도토리 여기 봐요
    2026-06-02T09:00:00+09:00,blog,도토리,하늘,reply,p2,봤어요
    2026-06-02T12:00:00+09:00,instagram,yuna,mina,share,p1,케이크 공유합니다
    2026-06-02T13:00:00+09:00,instagram,jun,sora,reply,p1,저도 궁금해요
    2026-06-03T09:00:00+09:00,instagram,sora,jun,reply,p1,같이 배워요
    2026-06-03T10:00:00+09:00,blog,바다,도토리,comment,p2,사진 멋져요
    2026-06-03T11:00:00+09:00,blog,바다,하늘,mention,p2,@하늘 같이 가요
    2026-06-04T09:00:00+09:00,instagram,yuna,yuna,comment,p3,혼잣말
    2026-06-04T10:00:00+09:00,instagram,바다,,post,p4,새 소식입니다
    2026-06-04T12:00:00+09:00,instagram,sora,mina,comment,p1,케이크 또 주문했어요

    """

  /// What is known of them.
  static let people = "id,taste\nmina,sweet\njun,sweet\nsora,sweet\nyuna,plain\n도토리,plain\n하늘,plain\n바다,plain\n"

  /// The same people without times, kinds, channels or texts.
  static let edges = """
    from,to
    jun,mina
    sora,mina
    mina,jun

    """

  /// What the people of `comments` bought.
  static let actions = """
    person,item,time
    mina,cake,2026-05-30T10:00:00+09:00
    jun,cake,2026-06-01T12:00:00+09:00
    sora,cake,2026-06-02T12:00:00+09:00
    yuna,tart,2026-06-03T12:00:00+09:00
    바다,tart,2026-06-03T15:00:00+09:00
    도토리,tart,2026-06-03T15:00:00+09:00
    mina,tart,2026-06-04T15:00:00+09:00

    """

  /// Who follows whom.
  static let friends = """
    from,to
    jun,mina
    sora,mina
    yuna,mina
    sora,jun
    하늘,도토리
    바다,도토리
    mina,jun

    """

  /// What a recommender without eyes for friends would offer them.
  static let recommendations = """
    user,item,score
    mina,scone,0.90
    mina,cake,0.7
    jun,scone,0.8
    jun,tart,0.6
    sora,scone,0.9
    sora,tart,0.4
    yuna,scone,0.5
    yuna,cake,0.45
    하늘,scone,0.7
    하늘,cake,0.6
    하늘,tart,0.2
    바다,cake,0.6

    """

  /// What they took after that.
  static let later = "person,item\njun,tart\nsora,tart\nyuna,cake\n하늘,tart\n"
}
