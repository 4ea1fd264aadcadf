extension Sample {
  /// A made-up brand campaign with known truth.
  static let campaign = Sample(
    name: "campaign",
    title: "A brand campaign: a month of Korean comments on three channels, with known truth",
    summary: """
      A made-up brand, "달무리과자점", runs a campaign in December 2022 on three channels; about a thousand people write \
      a few thousand comments. Who set it off, the communities, a trait and what each person bought are planted, so \
      that every answer can be checked against the truth.
      """,
    isGenerated: true,
    write: { seed in CampaignFiles(seed: seed).files })
}
