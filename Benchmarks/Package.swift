// swift-tools-version: 6.1
import PackageDescription

// Apart from the main package, so that nobody who builds Kith builds its benchmarks.
let package = Package(
  name: "kith-benchmarks",
  dependencies: [.package(name: "kith", path: "..")],
  targets: [
    .executableTarget(
      name: "kith-bench",
      dependencies: [
        .product(name: "KithMeasures", package: "kith"),
        .product(name: "KithDiffusion", package: "kith"),
        .product(name: "KithInfluence", package: "kith"),
        .product(name: "KithRecommend", package: "kith"),
        .product(name: "KithInput", package: "kith"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
