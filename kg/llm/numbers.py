"""Sums and counts that an answer gives: the reader of numbers that the rules use must find the same in the quote."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from ..model import Commitment, Measure
from ..text.counts import find_counts
from ..text.money import CURRENCIES, find_amounts
from .names import plain_text
from .schema import CountClaim, MoneyClaim, Refusal

UNREAD = 0.3
"""Confidence in a number of which only the digits stand in the quote: it goes to review."""
_LARGEST = Decimal(10) ** 15


def commitment(claim: MoneyClaim, quote: str, scope: str) -> Commitment:
    """The sum of a claim, as the quote states it (currency, and how exact it is, by the quote)."""
    value, text = _decimal(claim.amount), plain_text(quote)
    stated = find_amounts(text)
    for amount in stated:
        if value in (amount.value, amount.upper):
            return Commitment(scope=scope, amount=amount.value, currency=amount.currency, approximate=amount.approximate,
                              bound=amount.bound or "")
    if stated or not _digits(value, text):
        raise Refusal("with a number that the quote does not state")
    currency = claim.currency if claim.currency in CURRENCIES.values() else "CNY"
    return Commitment(scope=scope, amount=value, currency=currency, confidence=UNREAD)


def measure(claim: CountClaim, subject: str, quote: str, scope: str) -> Measure:
    """The count of a claim, as the quote states it."""
    value, text = _decimal(claim.quantity), plain_text(quote)
    stated = find_counts(text)
    for count in stated:
        if value == count.value:
            return Measure(scope=scope, subject=subject, quantity=value, unit=count.unit, approximate=count.approximate,
                           bound=count.bound or "")
    if not _digits(value, text):
        raise Refusal("with a number that the quote does not state")
    return Measure(scope=scope, subject=subject, quantity=value, unit=claim.unit if claim.unit in text else "",
                   confidence=UNREAD)


def _decimal(value: str | int | float) -> Decimal:
    try:
        number = Decimal(re.sub("[,，\\s]", "", value[:40]) if isinstance(value, str) else str(value)[:40])
    except InvalidOperation:
        raise Refusal("with a number that is none") from None
    if not number.is_finite() or not 0 < number < _LARGEST or number != round(number, 6):
        raise Refusal("with a number that is none")
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def _digits(value: Decimal, text: str) -> bool:
    """Whether the number stands in the text in digits, with or without commas."""
    return bool(re.search(rf"(?<![\d.]){re.escape(f'{value:f}')}(?![\d.])", text.replace(",", "").replace("，", "")))
