import KithOutput
import Testing

@testable import KithReport

@Suite struct MarkdownPageTests {
  @Test func opensWithTheNetworkInWords() throws {
    let report = try SyntheticLog.report(
      [
        .init(actor: "b|*x*", target: "a", time: 1_780_272_000_000, kind: "reply"),
        .init(actor: "c", target: "a", time: 1_780_358_400_000, kind: "share"),
        .init(actor: "a", target: "c", time: 1_780_358_400_000, kind: "share"),
      ], options: ReportOptions(title: "A *small* log"))
    let page = String(decoding: try report.files()[1].bytes, as: UTF8.self)
    #expect(
      page.hasPrefix(
        """
        # A \\*small\\* log

        ## At a glance

        This network joins 3 people by 3 relations, made of 3 interactions between 1 June 2026 and 2 June 2026. \
        A relation a → b says that a shared or replied to b; its weight is how many times. Attention flows along a \
        relation; influence, where there is any, flows the other way. 100% of the people hang together in one piece, \
        and 66.7% of the relations are returned.

        Of all relations there could be, 50% exist. Two contacts of one person are in contact themselves in 0% of \
        cases. Where one person reaches another along relations at all, it takes 1.3 steps on average.

        **3** people · **3** relations · **3** interactions · **1** communities of three or more · **2** days

        - Most attention reaches **a**: 2 people addressed them in 2 interactions.
        """))
    #expect(page.contains("| 1 | 1–3 | **a** |"))
    #expect(page.contains("**b\\|\\*x\\***"))
  }
}
