"""The sentences of notices and statements: plain, neutral, and no longer than a form allows.

They speak of a posting's words and of signs in them. Nobody is called anything.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from serving.exports.personal_data import redacted
from serving.exports.reviewed import MOST_QUOTES, Reason, Reviewed, line, shortened

A_SIGN: Final = (
    "An indicator is a sign in the words or the conduct of an offer, and a reason to look; it says nothing about who anybody is."
)
GOOD_FAITH: Final = (
    "Whoever submits this notice confirms the bona fide belief that the information and allegations contained in it are accurate "
    "and complete."
)
_LONGEST_REASON: Final = 1_500

_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})
_ISOLATED: Final = "\u2068{}\u2069"


def apart(text: str) -> str:
    """Words of somebody else or of another language; set apart where they run from right to left (Unicode UAX 9)."""
    runs_back = any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text)
    return _ISOLATED.format(text) if runs_back else text


def in_quotes(text: str) -> str:
    """Words of somebody else, in quotation marks."""
    return f"“{apart(text)}”"


def explanation(found: Reviewed, opening: str, most: int) -> str:
    """Why the posting was found risky, indicator by indicator."""
    return _finished(lambda each: (opening, *_reasons(found, each), *_denials(found, each), A_SIGN), most)


def facts(found: Reviewed, most: int) -> str:
    """The facts and circumstances of the decision: how it came about, what was found, and what speaks against it."""
    decided = found.decision
    opening = (
        f"Software pointed to the posting; a person reviewed version {decided.posting_version} of it on "
        f"{decided.recorded_at:%Y-%m-%d} and decided. No decision was taken by automated means."
    )
    reason = f"The reviewer's reason: {in_quotes(shortened(line(decided.reason), _LONGEST_REASON))}"
    return _finished(lambda each: (opening, reason, *_reasons(found, each), *_denials(found, each), A_SIGN), most)


def fitted(lines: Sequence[str], most: int) -> str:
    """As many whole lines as a form takes; the last one always stands, and what was left out is counted."""
    *others, last = lines
    for kept in range(len(others), 0, -1):
        left = len(others) - kept
        more = (f"({left} more lines are left out here.)",) if left else ()
        if len(text := "\n".join((*others[:kept], *more, last))) <= most:
            return text
    return shortened("\n".join((*others[:1], last)), most)


def _finished(lines: Callable[[int], Sequence[str]], most: int) -> str:
    """The lines with as many quotes each as fit, read once more: what stands together may tell of somebody."""
    tried = ("\n".join(lines(each)) for each in range(MOST_QUOTES, 0, -1))
    whole = next((text for text in tried if len(text) <= most), None)
    return shortened(redacted(whole or fitted(lines(1), most)), most)


def _reasons(found: Reviewed, each: int) -> Iterator[str]:
    """What the reviewer accepted, one line each."""
    for reason in found.reasons:
        says = _quoted("The posting says", reason.quotes[:each]) if reason.quotes else _as_a_whole(reason)
        against = _quoted("It also says, which speaks against this", reason.against[:each])
        yield " ".join(("-", _named(reason), *says, *against))


def _denials(found: Reviewed, each: int) -> Iterator[str]:
    """What the posting denies, one line each, after a line that says so."""
    if found.contradicted:
        yield "Its words speak against other indicators, which are therefore not alleged:"
    for reason in found.contradicted:
        yield " ".join(("-", f"{apart(reason.name)}.", *_quoted("The posting says", reason.against[:each])))


def _as_a_whole(reason: Reason) -> Iterator[str]:
    """An indicator of what is missing, or of a field as a whole, has no words to quote."""
    if reason.as_a_whole:
        yield "It shows in the posting as a whole."


def _named(reason: Reason) -> str:
    name = apart(reason.name)
    return f"{name}: {apart(reason.definition)}" if reason.definition else f"{name}."


def _quoted(opening: str, quotes: Sequence[str]) -> Iterator[str]:
    if quotes:
        yield f"{opening}: {', '.join(map(in_quotes, quotes))}."
