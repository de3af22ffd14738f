"""From digits as written to E.164: by phonenumbers in the full profile, by calling code and length in the light one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from features.contacts.numbering import international, national
from features.profile import Profile

_LONGEST_NATIONAL: Final = 11
_OPTIONAL_TRUNK: Final = re.compile(r"\(0\)")
_NORTH_AMERICAN: Final = re.compile(r"1?[2-9][0-9]{2}[2-9][0-9]{6}")
_NORTH_AMERICAN_WRITING: Final = re.compile(r"\(?[2-9]\d\d(?:\)[ .-]{0,2}|[-.])\d{3}[ .-]\d{4}")


def e164(written: str, regions: Sequence[str], profile: Profile, *, labelled: bool) -> str:
    """The number in E.164; the bare digits where it is called a number but no country is known; else empty."""
    if digits := _international_digits(written):
        return _international(digits, profile, labelled=labelled)
    digits = re.sub(r"\D", "", written)
    number = _national(digits, regions, profile, labelled=labelled) or _north_american(written, digits, profile)
    if number or not labelled:
        return number
    return _with_code(digits, profile) or (digits if len(digits) <= _LONGEST_NATIONAL else "")


def _international_digits(written: str) -> str:
    """What follows "+" or "00", a bracketed trunk prefix left out."""
    head = written.lstrip("( ")
    if head.startswith(("+", "00")):
        return re.sub(r"\D", "", _OPTIONAL_TRUNK.sub("", head.removeprefix("00")))
    return ""


def _international(digits: str, profile: Profile, *, labelled: bool) -> str:
    if profile is Profile.LIGHT:
        return international(digits)
    return _parsed(f"+{digits}", None, strict=not labelled and len(digits) < 10)


def _national(digits: str, regions: Sequence[str], profile: Profile, *, labelled: bool) -> str:
    if profile is Profile.LIGHT:
        return national(digits, regions)
    valid = (number for region in regions if (number := _parsed(digits, region, strict=True)))
    possible = (number for region in regions if labelled and (number := _parsed(digits, region, strict=False)))
    return next(valid, "") or next(possible, "")


def _north_american(written: str, digits: str, profile: Profile) -> str:
    """Written as only North America does, brackets or dashes between 3, 3 and 4 digits, it needs no country."""
    if not _NORTH_AMERICAN_WRITING.fullmatch(written.strip()) or not _NORTH_AMERICAN.fullmatch(digits):
        return ""
    return f"+1{digits[-10:]}" if profile is Profile.LIGHT else _parsed(digits, "US", strict=True)


def _with_code(digits: str, profile: Profile) -> str:
    """Digits that begin with a calling code, as messengers want them typed: long enough, and a number that can exist."""
    if not 11 <= len(digits) <= 14 or digits.startswith("0"):
        return ""
    if re.fullmatch(r"1[3-9][0-9]{9}", digits):
        return ""
    return international(digits) if profile is Profile.LIGHT else _parsed(f"+{digits}", None, strict=True)


def _parsed(digits: str, region: str | None, *, strict: bool) -> str:
    """E.164 by phonenumbers; empty when the number cannot exist (strict: when no such range is assigned)."""
    import phonenumbers

    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return ""
    accepted = phonenumbers.is_valid_number(number) if strict else phonenumbers.is_possible_number(number)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)) if accepted else ""
