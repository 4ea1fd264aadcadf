/// Words too common to describe anyone, English and Korean.
enum StopWords {
  static let all: Set<[UInt8]> = Set(
    (english + " " + korean).split(separator: " ").map { Array($0.utf8) })

  private static let english = """
    the and for are but not you your yours with this that these those have has had was were will would can could should \
    its it's they them their theirs what which who whom when where why how all any some more most other into over under \
    than then there here from out off about just like get got one two too very been being our ours him his her hers she \
    did does doing done don also only own same such few both each because until while again once during before after \
    above below between through against further nor now may might must shall let much many make made see say said \
    i'm i've via per isn aren wasn weren won didn doesn hadn hasn haven amp quot http https www com
    """

  private static let korean = """
    그리고 그런데 그래서 그러나 하지만 그냥 정말 진짜 너무 아주 매우 많이 조금 지금 오늘 이제 이거 저거 그거 이것 저것 그것 \
    여기 저기 거기 우리 저희 제가 내가 나는 저는 당신 그게 이게 뭐가 무슨 어떤 이런 저런 그런 이렇게 그렇게 어떻게 있는 있어 \
    있다 있습니다 없는 없어 없다 없습니다 하는 하고 해서 하면 합니다 했습니다 했어요 해요 하네요 입니다 이다 이네요 되는 됩니다 \
    같은 같아요 같습니다 이번 때문에 위해 대한 대해 통해 역시 모두 다시 또한 또는 아니 아닌 아니라 것이 것은 것을 수가 수도 같이 저도 \
    나도 다음 다른 좋은 있으면 있나요 있어요 없어요 있네요 없네요 이건 그건 혹시 아직 벌써 먼저 계속 제일 가장 더욱 항상 거의 \
    그때 이때 요즘 어제 내일 덕분에 것도 거예요 거에요 같네요 알려 주신 주셔서 그럼 이미 바로 만에 동안 때마다 이라도 처음
    """
}
