// swift-tools-version: 6.1
import PackageDescription

// Data flows down this list: a target imports only targets above it.
let package = Package(
  name: "kith",
  products: [
    .library(name: "Kith", targets: ["Kith"]),
    // What Benchmarks/ measures, so that it need not build the rest.
    .library(name: "KithMeasures", targets: ["KithMeasures"]),
    .library(name: "KithDiffusion", targets: ["KithDiffusion"]),
    .library(name: "KithInfluence", targets: ["KithInfluence"]),
    .library(name: "KithRecommend", targets: ["KithRecommend"]),
    .library(name: "KithInput", targets: ["KithInput"]),
    .executable(name: "kith", targets: ["KithCommand"]),
    .executable(name: "kith-graphviz", targets: ["kith-graphviz"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    // Heart: no Foundation from here to KithRecommend but in KithInput.
    .target(name: "KithFoundation"),
    // Dense linear algebra: BLAS and LAPACK.
    .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .target(
      name: "KithStatistics",
      dependencies: ["KithFoundation", "COpenBLAS", .product(name: "RealModule", package: "swift-numerics")]),
    .target(name: "KithGraph", dependencies: ["KithFoundation"]),

    // Reading: byte scanning in C, gzip by zlib, JSON by simdjson.
    .target(name: "CByteScan", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CSIMDJSON", cxxSettings: [.define("NDEBUG")], linkerSettings: [.linkedLibrary("simdjson")]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "KithInput", dependencies: ["KithGraph", "CByteScan", "CSIMDJSON", "CZlib"]),

    .target(name: "KithMeasures", dependencies: ["KithGraph", "KithStatistics"]),
    .target(name: "KithDiffusion", dependencies: ["KithMeasures"]),
    .target(name: "KithInfluence", dependencies: ["KithMeasures", "KithDiffusion"]),
    .target(name: "KithRecommend", dependencies: ["KithGraph", "KithStatistics"]),

    // Outwards: files, pictures, pages.
    .target(
      name: "KithOutput",
      dependencies: ["KithGraph", .product(name: "Crypto", package: "swift-crypto")]),
    .systemLibrary(name: "CGraphviz", pkgConfig: "libgvc", providers: [.apt(["libgraphviz-dev"])]),
    .executableTarget(name: "kith-graphviz", dependencies: ["CGraphviz"]),
    .target(name: "KithMaps", dependencies: ["KithMeasures", "KithDiffusion", "KithOutput"]),
    .target(
      name: "KithReport",
      dependencies: [
        "KithStatistics", "KithInput", "KithMeasures", "KithDiffusion", "KithInfluence", "KithRecommend", "KithMaps",
        "KithOutput", .product(name: "Mustache", package: "swift-mustache"),
      ]),
    .target(name: "KithSamples", dependencies: ["KithFoundation", "KithInfluence", "KithOutput"]),
    .target(
      name: "Kith",
      dependencies: [
        "KithInput", "KithMeasures", "KithDiffusion", "KithInfluence", "KithRecommend", "KithMaps", "KithReport",
        "KithSamples",
      ]),
    .executableTarget(
      name: "KithCommand",
      // Not the umbrella: incremental builds miss changes of types that reach a module by re-export.
      dependencies: [
        "KithFoundation", "KithGraph", "KithInput", "KithMeasures", "KithDiffusion", "KithInfluence", "KithRecommend",
        "KithOutput", "KithMaps", "KithReport", "KithSamples",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .target(name: "KithTestSupport", dependencies: ["KithGraph"], path: "Tests/KithTestSupport"),
    .testTarget(name: "KithFoundationTests", dependencies: ["KithFoundation", "KithTestSupport"]),
    .testTarget(name: "KithStatisticsTests", dependencies: ["KithStatistics", "KithTestSupport"]),
    .testTarget(name: "KithGraphTests", dependencies: ["KithGraph", "KithTestSupport"]),
    .testTarget(name: "KithInputTests", dependencies: ["KithInput", "KithTestSupport"]),
    .testTarget(name: "KithMeasuresTests", dependencies: ["KithMeasures", "KithInput", "KithTestSupport"]),
    .testTarget(name: "KithDiffusionTests", dependencies: ["KithDiffusion", "KithInput", "KithTestSupport"]),
    .testTarget(name: "KithInfluenceTests", dependencies: ["KithInfluence", "KithInput", "KithTestSupport"]),
    .testTarget(name: "KithRecommendTests", dependencies: ["KithRecommend", "KithInput", "KithTestSupport"]),
    .testTarget(name: "KithOutputTests", dependencies: ["KithOutput", "KithTestSupport"]),
    .testTarget(name: "KithMapsTests", dependencies: ["KithMaps", "kith-graphviz", "KithTestSupport"]),
    .testTarget(name: "KithReportTests", dependencies: ["KithReport", "KithTestSupport"]),
    .testTarget(
      name: "KithSamplesTests", dependencies: ["KithSamples", "KithInput", "KithMeasures", "KithTestSupport"]),
    .testTarget(
      name: "KithCommandTests",
      dependencies: ["KithCommand", "kith-graphviz", "KithFoundation", "KithMeasures", "KithTestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
