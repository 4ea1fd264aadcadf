import Glibc

/// 2 to a power.
func exponential(_ power: Double) -> Double { exp2(power) }
