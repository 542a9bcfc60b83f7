"""Roots and logarithms of exact numbers, rounded correctly and decided in every case.

An irrational number is enclosed between two rationals, closer and closer, until both round to the same. That
ends unless the number lies exactly on a boundary of the rounding; whether it does is decided by integers
alone, so a tie is found however many digits agree. No float takes part. This room knows no rubric.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from fractions import Fraction
from math import gcd

from rubrikdsl.exact import Rounding
from rubrikdsl.exact import round_to

Power = tuple[Fraction, Fraction]
"""A base above 0 and its exponent."""

_Bounds = tuple[int, int]
"""A number between two whole numbers of units; the unit is 2 to the minus `bits`."""


def rounded_power(powers: Sequence[Power], factor: Fraction, places: int, mode: Rounding) -> Fraction:
    """`factor` (above 0) × the product of base ** exponent, rounded.

    >>> half = Fraction(1, 2)
    >>> str(rounded_power([(Fraction(2), half)], Fraction(1), 3, "half-away"))
    '707/500'
    >>> str(rounded_power([(Fraction("0.25"), half), (Fraction("0.36"), half)], Fraction(1), 1, "down"))
    '3/10'
    """

    def enclose(bits: int) -> tuple[Fraction, Fraction]:
        low = high = 0
        for base, exponent in powers:
            least, most = _log(base, bits)
            ends = least * exponent, most * exponent
            low += _floor(min(ends))
            high += _ceil(max(ends))
        unit = Fraction(1, 1 << bits)
        return _exp(low, bits)[0] * unit * factor, _exp(high, bits)[1] * unit * factor

    def equals(value: Fraction) -> bool:
        return value > 0 and is_one([*powers, (value / factor, Fraction(-1))])

    return _decided(enclose, equals, places, mode)


def rounded_log(value: Fraction, base: Fraction, places: int, mode: Rounding) -> Fraction:
    """The logarithm of `value` to a `base`, rounded; both on the same side of 1, so it is not negative.

    >>> str(rounded_log(Fraction(8), Fraction(4), 2, "half-away")), str(rounded_log(2, 10, 4, "half-away"))
    ('3/2', '301/1000')
    """
    over, under = Fraction(value), Fraction(base)
    if over == 1:
        return Fraction(0)
    if under < 1:
        over, under = 1 / over, 1 / under

    def enclose(bits: int) -> tuple[Fraction, Fraction]:
        least, most = _log(over, bits)
        low, high = _log(under, bits)
        if low <= 0:  # a base so close to 1 needs more bits
            return Fraction(0), Fraction(most)
        return Fraction(max(least, 0), high), Fraction(most, low)

    def equals(ratio: Fraction) -> bool:
        return is_one([(over, Fraction(1)), (under, -ratio)])

    return _decided(enclose, equals, places, mode)


def is_one(powers: Iterable[Power]) -> bool:
    """Whether a product of powers of positive numbers is exactly 1, however large the exponents are.

    Everything is written in whole numbers without common factors; those are independent of each other, so
    the product is 1 only where every exponent is 0.

    >>> third = Fraction(1, 3)
    >>> is_one([(Fraction(12), third), (Fraction(18), third), (Fraction(6), Fraction(-1))])
    True
    """
    known = [(base, exponent) for base, exponent in powers if exponent]
    free = _coprime([n for base, _ in known for n in (base.numerator, base.denominator)])
    return all(
        sum((e * (_times(b.numerator, f) - _times(b.denominator, f)) for b, e in known), Fraction(0)) == 0
        for f in free
    )


def _decided(
    enclose: Callable[[int], tuple[Fraction, Fraction]],
    equals: Callable[[Fraction], bool],
    places: int,
    mode: Rounding,
) -> Fraction:
    """A number that is not negative, rounded: `enclose` gives ends that come as close as one likes."""
    bits = 64 + 4 * places
    asked: set[Fraction] = set()
    while True:
        low, high = (round_to(end, places, mode) for end in enclose(bits))
        if low == high:
            return low
        if high - low == Fraction(1, 10**places):
            edge = high if mode == "down" else low if mode == "up" else (low + high) / 2
            if edge not in asked and equals(edge):
                return round_to(edge, places, mode)
            asked.add(edge)
        bits *= 2


# Whole numbers without common factors


def _coprime(numbers: Iterable[int]) -> list[int]:
    """Whole numbers above 1, no two with a common factor, of which all these are products."""
    free: list[int] = []
    waiting = [n for n in numbers if n > 1]
    while waiting:
        number = waiting.pop()
        for at, other in enumerate(free):
            common = gcd(number, other)
            if common > 1:
                del free[at]
                waiting += [n for n in (number // common, other // common, common) if n > 1]
                break
        else:
            free.append(number)
    return free


def _times(number: int, factor: int) -> int:
    """How often a factor divides a number."""
    found = 0
    while number % factor == 0:
        number, found = number // factor, found + 1
    return found


# Logarithms and exponentials between bounds


def _log(value: Fraction, bits: int) -> _Bounds:
    """The natural logarithm of a number above 0."""
    over, under = value.numerator, value.denominator
    twos = over.bit_length() - under.bit_length()
    if twos >= 0:
        under <<= twos
    else:
        over <<= -twos
    if over < under:
        over, twos = over << 1, twos - 1  # now 1 <= over / under < 2
    low, high = _atanh(over - under, over + under, bits)
    least, most = _log_of_two(bits)
    ends = twos * least, twos * most
    return 2 * low + min(ends), 2 * high + max(ends)


def _log_of_two(bits: int) -> _Bounds:
    low, high = _atanh(1, 3, bits)
    return 2 * low, 2 * high


def _atanh(over: int, under: int, bits: int) -> _Bounds:
    """atanh of a fraction from 0 to 1/3, by its series; every cut is downward, and their sum is bounded.

    The cut of the argument counts 9/8 of a unit, that of a power less than 2, that of a term 1 more; what
    is left after the last term is less than 3.
    """
    argument = (over << bits) // under
    square = argument * argument >> bits
    total, power, odd = 0, argument, 1
    while power:
        total += power // odd
        power, odd = power * square >> bits, odd + 2
    return total, total + 2 * odd + 6


def _exp(exponent: int, bits: int) -> _Bounds:
    """The exponential of a number of units."""
    least, most = _log_of_two(bits)
    twos = exponent // most if exponent >= 0 else -(-exponent // least) - 1
    ends = exponent - twos * most, exponent - twos * least
    low, high = _series(max(min(ends), 0), bits)[0], _series(max(ends), bits)[1]
    if twos >= 0:
        return low << twos, high << twos
    return low >> -twos, (high >> -twos) + 1


def _series(argument: int, bits: int) -> _Bounds:
    """The exponential of 0 to a little more than 1; every cut is downward, and their sum is bounded."""
    term, total, count = 1 << bits, 0, 0
    while term:
        total += term
        count += 1
        term = (term * argument >> bits) // count
    return total, total + 4 * count + 8


def _floor(value: Fraction) -> int:
    return value.numerator // value.denominator


def _ceil(value: Fraction) -> int:
    return -(-value.numerator // value.denominator)
