import Kith
enum MeasureRegistry { static let all: [MeasureInfo] = [PageRank.info, DegreeCentrality(.in).info, DegreeCentrality(.out).info, DegreeCentrality(.all).info, DegreeCentrality(.in, isWeighted: true).info, DegreeCentrality(.out, isWeighted: true).info, DegreeCentrality(.all, isWeighted: true).info] }
