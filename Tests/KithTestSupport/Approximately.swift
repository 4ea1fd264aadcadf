/// Whether two numbers differ by at most `tolerance`, absolutely.
public func approximately(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool { abs(a - b) <= tolerance }
