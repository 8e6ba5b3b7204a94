"""Logarithm, exponential, square root and normal quantile, the same to the last bit everywhere.

In: doubles. Out: doubles, within a few units of the last place. The mathematical libraries of
platforms differ in the last bits; here is nothing but what IEEE 754 fixes.
"""

HALF_ROOT = 0.7071067811865476
ROOT = 1.4142135623730951
LN2_HIGH, LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
"""ln 2 in two parts: multiples of the first up to 2^20 are exact (fdlibm, `e_log.c`)."""
PER_LN2 = 1.4426950408889634
BYTE, PER_BYTE = 256.0, 0.00390625
TWO_53 = 9007199254740992.0
LARGEST, SMALLEST = 700.0, -700.0
MIDDLE = 0.425


def unit(bits: int) -> float:
    """A number between 0 and 1, neither of them, of 64 bits.

    >>> 0.0 < unit(0) < unit(2**64 - 1) < 1.0
    True
    """
    return ((bits >> 12) * 2.0 + 1.0) / TWO_53


def natural_log(x: float) -> float:
    """The logarithm of a number above 0, by 2 artanh((x - 1) / (x + 1)).

    >>> natural_log(1.0), abs(natural_log(10.0) - 2.302585092994046) < 1e-15
    (0.0, True)
    """
    exponent = 0.0
    while x < PER_BYTE:
        x *= BYTE
        exponent -= 8.0
    while x > BYTE:
        x *= PER_BYTE
        exponent += 8.0
    while x < HALF_ROOT:
        x *= 2.0
        exponent -= 1.0
    while x > ROOT:
        x *= 0.5
        exponent += 1.0
    ratio = (x - 1.0) / (x + 1.0)
    square = ratio * ratio
    series = 1.0 / 23.0
    series = series * square + 1.0 / 21.0
    series = series * square + 1.0 / 19.0
    series = series * square + 1.0 / 17.0
    series = series * square + 1.0 / 15.0
    series = series * square + 1.0 / 13.0
    series = series * square + 1.0 / 11.0
    series = series * square + 1.0 / 9.0
    series = series * square + 1.0 / 7.0
    series = series * square + 1.0 / 5.0
    series = series * square + 1.0 / 3.0
    twice = ratio + ratio
    return exponent * LN2_HIGH + (twice + (twice * square * series + exponent * LN2_LOW))


def exponential(x: float) -> float:
    """e to the power of x; x is taken as 700 or -700 where it is beyond that.

    >>> exponential(0.0), abs(exponential(1.0) - 2.718281828459045) < 1e-15
    (1.0, True)
    """
    x = min(x, LARGEST)
    x = max(x, SMALLEST)
    power = int(x * PER_LN2 + 0.5) if x >= 0.0 else -int(0.5 - x * PER_LN2)
    rest = (x - power * LN2_HIGH) - power * LN2_LOW
    series = 1.0
    for divisor in range(14, 0, -1):
        series = 1.0 + rest * series / divisor
    while power >= 8:
        series *= BYTE
        power -= 8
    while power <= -8:
        series *= PER_BYTE
        power += 8
    while power > 0:
        series *= 2.0
        power -= 1
    while power < 0:
        series *= 0.5
        power += 1
    return series


def square_root(x: float) -> float:
    """The root of a number from 0 on, by Newton's iteration from the logarithm's half.

    >>> square_root(0.0), square_root(4.0)
    (0.0, 2.0)
    """
    if x <= 0.0:
        return 0.0
    root = exponential(natural_log(x) * 0.5)
    root = 0.5 * (root + x / root)
    return 0.5 * (root + x / root)


def normal(share: float) -> float:
    """The quantile of the normal distribution of mean 0 and deviation 1: Wichura, "Algorithm AS
    241: The percentage points of the normal distribution" (Applied Statistics 37, 1988), PPND16.

    >>> normal(0.5), round(normal(0.975), 12)
    (0.0, 1.95996398454)
    """
    middle = share - 0.5
    if -MIDDLE <= middle <= MIDDLE:
        return middle * _central(MIDDLE * MIDDLE - middle * middle)
    tail = share if middle < 0.0 else 1.0 - share
    root = square_root(-natural_log(tail))
    found = _near(root - 1.6) if root <= 5.0 else _far(root - 5.0)
    return -found if middle < 0.0 else found


def _central(r: float) -> float:
    above = 2.5090809287301226727e3
    above = above * r + 3.3430575583588128105e4
    above = above * r + 6.7265770927008700853e4
    above = above * r + 4.5921953931549871457e4
    above = above * r + 1.3731693765509461125e4
    above = above * r + 1.9715909503065514427e3
    above = above * r + 1.3314166789178437745e2
    above = above * r + 3.3871328727963666080e0
    below = 5.2264952788528545610e3
    below = below * r + 2.8729085735721942674e4
    below = below * r + 3.9307895800092710610e4
    below = below * r + 2.1213794301586595867e4
    below = below * r + 5.3941960214247511077e3
    below = below * r + 6.8718700749205790830e2
    below = below * r + 4.2313330701600911252e1
    return above / (below * r + 1.0)


def _near(r: float) -> float:
    above = 7.74545014278341407640e-4
    above = above * r + 2.27238449892691845833e-2
    above = above * r + 2.41780725177450611770e-1
    above = above * r + 1.27045825245236838258e0
    above = above * r + 3.64784832476320460504e0
    above = above * r + 5.76949722146069140550e0
    above = above * r + 4.63033784615654529590e0
    above = above * r + 1.42343711074968357734e0
    below = 1.05075007164441684324e-9
    below = below * r + 5.47593808499534494600e-4
    below = below * r + 1.51986665636164571966e-2
    below = below * r + 1.48103976427480074590e-1
    below = below * r + 6.89767334985100004550e-1
    below = below * r + 1.67638483018380384940e0
    below = below * r + 2.05319162663775882187e0
    return above / (below * r + 1.0)


def _far(r: float) -> float:
    above = 2.01033439929228813265e-7
    above = above * r + 2.71155556874348757815e-5
    above = above * r + 1.24266094738807843860e-3
    above = above * r + 2.65321895265761230930e-2
    above = above * r + 2.96560571828504891230e-1
    above = above * r + 1.78482653991729133580e0
    above = above * r + 5.46378491116411436990e0
    above = above * r + 6.65790464350110377720e0
    below = 2.04426310338993978564e-15
    below = below * r + 1.42151175831644588870e-7
    below = below * r + 1.84631831751005468180e-5
    below = below * r + 7.86869131145613259100e-4
    below = below * r + 1.48753612908506148525e-2
    below = below * r + 1.36929880922735805310e-1
    below = below * r + 5.99832206555887937690e-1
    return above / (below * r + 1.0)
