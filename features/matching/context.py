"""What stands around a phrase decides what it says: denied, warned of, told by somebody else, or meant.

A denial ("we never charge a fee") contradicts. A warning ("beware of anyone who asks for your passport") and an awareness text
(police, press, advice, a survivor's account) speak of an indicator without showing it: their phrases are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from features.evidence import EvidenceState
from features.matching.matcher import Hit, Matches
from features.matching.packs import Phrase, words_named
from features.spans import Span

_SENTENCE_END: Final = re.compile(r"[.!?](?=\s|$)|(?<=[\u3400-\u9fff])[!?]|[。！？۔؟]|\n|\x1e")
_CLAUSE_END: Final = re.compile(rf"{_SENTENCE_END.pattern}|[,，،;؛:]")
_WORD: Final = re.compile(r"\w+")
_UNSPACED: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_CHARACTERS_A_WORD: Final = 2
_NEAR_WORDS: Final = 3
_FAR_WORDS: Final = 9
_SENTENCES_WARNED: Final = 3
_AWARE_FROM: Final = 3
_MOST_TELLING: Final = 4
_OFFER: Final = 3
_QUOTED_OFFER: Final = 1
_CHANNEL: Final = re.compile(r"\d[\d ().-]{6,14}\d|whats ?app|telegram|viber|wechat|inbox me|\bdm\b|t\.me/")
"""Somebody who recounts gives no number to call."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A phrase that counts: where, by which rule, and whether it shows or denies."""

    span: Span
    rule: str
    state: EvidenceState


@dataclass(frozen=True)
class Findings:
    """All phrases that count in one reading, by section of the packs."""

    sections: Mapping[str, tuple[Finding, ...]]
    warned: tuple[str, ...]
    """Sections with phrases that were left out because the text warns of them."""
    context: Context = field(repr=False, compare=False)

    @property
    def is_awareness(self) -> bool:
        """Whether the text only tells of such things and offers nothing itself."""
        return self.context.is_awareness

    @property
    def offers(self) -> bool:
        """Whether the text offers work in so many words."""
        return self.context.offers

    def of(self, section: str) -> tuple[Finding, ...]:
        """Everything found for an indicator or a signal."""
        return self.sections.get(section, ())

    def shown(self, section: str) -> tuple[Finding, ...]:
        """What was found for it and not denied."""
        found = self.sections.get(section)
        return tuple(finding for finding in found if finding.state is EvidenceState.PRESENT) if found else ()

    def any_of(self, *sections: str) -> tuple[Finding, ...]:
        """What was shown for the first of several sections that has anything."""
        return next((found for section in sections if (found := self.shown(section))), ())


class Context:
    """The warnings, accounts and offers of one text, in whichever of its languages."""

    def __init__(self, matches: Sequence[Matches]) -> None:
        self._matches = matches
        self._folded = matches[0].folded if matches else ""

    @cached_property
    def _uses(self) -> Mapping[str, list[Span]]:
        return _by_use(hit for one in self._matches for hit in one.context)

    @cached_property
    def is_awareness(self) -> bool:
        """Whether the text warns, reports or recounts, and offers nothing itself.

        Where nobody can be called or written to, a single word of an offer is mostly quoted: it weighs less, and an account more.
        """
        warnings, topics, telling, offers = (len(_apart(self._uses[use])) for use in ("warning", "topic", "telling", "offer"))
        unreachable = not _CHANNEL.search(self._folded)
        told = min(telling, _MOST_TELLING) if unreachable else 0
        weight = _QUOTED_OFFER if unreachable and offers == 1 else _OFFER
        return 2 * warnings + topics + told >= _AWARE_FROM + weight * offers

    @property
    def offers(self) -> bool:
        """Whether the text offers work in so many words."""
        return bool(self._uses["offer"])

    @cached_property
    def _sentence_ends(self) -> list[int]:
        return [match.end() for match in _SENTENCE_END.finditer(self._folded)]

    @cached_property
    def _warned(self) -> list[Span]:
        return [self._from_here(span) for span in self._uses["warning"]]

    def _from_here(self, span: Span) -> Span:
        """The sentence of a warning, and the next ones of its paragraph."""
        ends = self._sentence_ends
        first = bisect_right(ends, span.start)
        start = ends[first - 1] if first else 0
        last = bisect_left(ends, span.end) + _SENTENCES_WARNED - 1
        end = ends[last] if last < len(ends) else len(self._folded)
        paragraph = self._folded.find("\n\n", span.end, end)
        return Span(start, paragraph if paragraph >= 0 else end)

    def is_warned_of(self, span: Span) -> bool:
        """Whether it stands in a warning."""
        return any(warned.overlaps(span) for warned in self._warned)


class Denials:
    """What the phrases of one language deny or exempt in a text."""

    def __init__(self, matches: Matches) -> None:
        self._matches = matches
        self._folded = matches.folded

    @cached_property
    def _uses(self) -> Mapping[str, list[Span]]:
        return _by_use(self._matches.context)

    def is_exempt(self, hit: Hit) -> bool:
        """Whether an `unless` phrase on it, or a `not_beside` phrase in its sentence, says that this is something else."""
        return any(other.phrase.use == "not_beside" or other.span.overlaps(hit.span) for other in self._matches.exemptions(hit))

    def is_denied(self, hit: Hit) -> bool:
        """Whether a denial reaches it."""
        span = hit.span
        return (
            self._denied_before(span, "near", _NEAR_WORDS, _CLAUSE_END)
            or self._denied_before(span, "far", _FAR_WORDS, _SENTENCE_END)
            or self._denied_after(span)
            or self._denied_within(hit)
        )

    def _denied_within(self, hit: Hit) -> bool:
        """Whether a denial that is no word of it stands in a gap, shortly before its end ("we ask you for no fee")."""
        span = hit.span
        return any(
            span.start < denial.start
            and denial.end < span.end
            and self._joined(denial.end, span.end, _NEAR_WORDS, _CLAUSE_END)
            and not self._excepted(denial)
            and not _is_named(self._folded[denial.start : denial.end], hit.phrase)
            for denial in self._uses["near"]
        )

    def _denied_before(self, span: Span, reach: str, most: int, end: re.Pattern[str]) -> bool:
        return any(
            denial.end <= span.start and self._joined(denial.end, span.start, most, end)
            for denial in self._uses[reach]
            if span.start - denial.end < 20 * most and not self._excepted(denial)
        )

    def _denied_after(self, span: Span) -> bool:
        return any(
            denial.start >= span.end and self._joined(span.end, denial.start, _NEAR_WORDS, _CLAUSE_END)
            for denial in self._uses["after"]
            if denial.start - span.end < 20 * _NEAR_WORDS and not self._excepted(denial)
        )

    def _excepted(self, denial: Span) -> bool:
        return any(span.overlaps(denial) for span in self._uses["except"])

    def _joined(self, start: int, end: int, most: int, stop: re.Pattern[str]) -> bool:
        between = self._folded[start:end]
        return not stop.search(between) and _words_in(between) <= most


def _is_named(denial: str, phrase: Phrase) -> bool:
    """Whether the words of a denial are part of a phrase itself; in a script without blanks, of one of its words."""
    named = words_named(phrase)
    if _UNSPACED.search(denial):
        return any(denial in word for word in named)
    return denial in named or not named.isdisjoint(denial.split())


def _words_in(text: str) -> int:
    """How many words; of a script that leaves no blanks, about one in two characters."""
    unspaced = len(_UNSPACED.findall(text))
    spaced = _UNSPACED.sub(" ", text) if unspaced else text
    return unspaced // _CHARACTERS_A_WORD + len(_WORD.findall(spaced))


def _apart(spans: Sequence[Span]) -> list[Span]:
    """The spans that overlap none before them: two ways to see one phrase count once."""
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _by_use(hits: Iterable[Hit]) -> Mapping[str, list[Span]]:
    uses: defaultdict[str, list[Span]] = defaultdict(list)
    for hit in hits:
        uses[hit.phrase.use].append(hit.span)
    return uses


def findings_in(*matches: Matches) -> Findings:
    """Weigh each phrase by what stands around it; one text, as the phrases of each of its languages see it."""
    context = Context(matches)
    sections: defaultdict[str, list[Finding]] = defaultdict(list)
    warned: set[str] = set()
    for one in matches:
        denials = Denials(one)
        for hit in one.claims:
            state = EvidenceState.CONTRADICTED
            if hit.phrase.use == "present":
                if denials.is_exempt(hit):
                    continue
                if context.is_awareness or context.is_warned_of(hit.span):
                    warned.add(hit.phrase.section)
                    continue
                if not (hit.phrase.negatable and denials.is_denied(hit)):
                    state = EvidenceState.PRESENT
            sections[hit.phrase.section].append(Finding(hit.span, hit.phrase.rule, state))
    return Findings({section: _longest(found) for section, found in sections.items()}, tuple(sorted(warned)), context)


def _longest(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Of findings that overlap, the longest; a denial that covers a showing replaces it."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda item: (item.span.start - item.span.end, item.state, item.span.start)):
        if not any(finding.span.overlaps(other.span) for other in kept):
            kept.append(finding)
    return tuple(sorted(kept, key=lambda item: item.span))
