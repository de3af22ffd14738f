"""What is wrong, or missing, in the packs of a language; for the person who writes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from features.indicators import Level, catalogue
from features.matching.packs import CLAIMING_USES, CONTEXT_SECTIONS, Pack, Phrase
from features.matching.phrases import Choice, Near, Node, Word, is_mandatory
from features.matching.rarity import share_of_run
from features.signals import signals

_TOO_COMMON: Final = 0.05
"""Share of ordinary postings that may hold the rarest word of a phrase that stands alone."""
_SHORTEST_STEM: Final = 3
_BY_CODE: Final = frozenset({"pay_above_market", "brand_impersonation", "obfuscated_contact_or_text", "employer_unverifiable"})
"""Indicators that are read from numbers, names and characters in every language."""


@dataclass(frozen=True)
class PackReport:
    """What is to be mended, what is to be thought about, and how many phrases show each indicator (also by its signals)."""

    language: str
    errors: Sequence[str]
    warnings: Sequence[str]
    coverage: Mapping[str, int] = field(default_factory=dict)

    @property
    def missing(self) -> list[str]:
        """Indicators that a text can show and no phrase speaks of."""
        return [name for name, count in self.coverage.items() if not count]


def check(language: str, packs: Sequence[Pack]) -> PackReport:
    """All packs of one language together."""
    phrases = [phrase for pack in packs for phrase in pack.phrases]
    return PackReport(
        language,
        errors=[*_unknown(phrases), *_repeated(phrases)],
        warnings=[*_too_broad(phrases), *_shared(phrases), *_without_counter_evidence(phrases), *_without_context(phrases)],
        coverage=_coverage(phrases),
    )


def as_text(report: PackReport, coverage: bool = False) -> str:
    """For the terminal; with `coverage`, how many phrases show each indicator."""
    shown = sum(1 for count in report.coverage.values() if count)
    lines = [
        f"{report.language}: {shown} of {len(report.coverage)} indicators,"
        f" {sum(report.coverage.values())} phrases that show them",
        *(f"  error: {line}" for line in report.errors),
        *(f"  think: {line}" for line in report.warnings),
    ]
    if report.missing:
        lines.append(f"  nothing shows: {', '.join(report.missing)}")
    if coverage:
        lines.append("  " + ", ".join(f"{key} {count}" for key, count in sorted(report.coverage.items())))
    return "\n".join(lines)


def _unknown(phrases: Iterable[Phrase]) -> Iterator[str]:
    known = catalogue().keys() | signals().keys() | CONTEXT_SECTIONS
    for section in sorted({phrase.section for phrase in phrases} - known):
        yield f"[phrases.{section}]: no indicator and no signal is called so"


def _repeated(phrases: Iterable[Phrase]) -> Iterator[str]:
    met: set[tuple[str, str, str]] = set()
    for phrase in phrases:
        entry = (phrase.section, phrase.use, phrase.written)
        if entry in met:
            yield f"[{phrase.section}] {phrase.use}: {phrase.written!r} stands there twice"
        met.add(entry)


def _too_broad(phrases: Iterable[Phrase]) -> Iterator[str]:
    for phrase in phrases:
        if phrase.use in CLAIMING_USES and _matches_nearly_everything(phrase.sequence):
            yield f"[{phrase.section}] {phrase.use}: {phrase.written!r} would be found nearly everywhere"


def _matches_nearly_everything(sequence: Iterable[Node]) -> bool:
    words = [node for node in sequence if is_mandatory(node)]
    if len(words) != 1:
        return False
    node = words[0]
    if isinstance(node, Near):
        return False
    if isinstance(node, Choice):
        return any(_matches_nearly_everything(option) for option in node.options)
    if isinstance(node, Word):
        stem = node.text.strip("*")
        return (stem != node.text and stem.isalpha() and len(stem) < _SHORTEST_STEM and stem < "\u3000") or share_of_run(
            [node]
        ) > _TOO_COMMON
    return True


def _shared(phrases: Iterable[Phrase]) -> Iterator[str]:
    """The same words for two indicators count as two signs, which they are not."""
    sections: defaultdict[str, set[str]] = defaultdict(set)
    for phrase in phrases:
        if phrase.use == "present" and phrase.section in catalogue():
            sections[phrase.written].add(phrase.section)
    for written, found in sorted(sections.items()):
        if len(found) > 1:
            yield f"{written!r} shows {' and '.join(sorted(found))}"


def _without_counter_evidence(phrases: Sequence[Phrase]) -> Iterator[str]:
    """Sections that only ever show: nothing exempts or denies, not even a "no" before it."""
    shown = {phrase.section for phrase in phrases if phrase.use == "present"}
    answered = {phrase.section for phrase in phrases if phrase.use in {"contradicted", "unless", "not_beside"}}
    for section in sorted((shown - answered) & catalogue().keys()):
        yield f"[phrases.{section}]: no `contradicted`, `unless` or `not_beside`; what does an honest advert say here?"


def _without_context(phrases: Sequence[Phrase]) -> Iterator[str]:
    uses = {(phrase.section, phrase.use) for phrase in phrases}
    for section, use in (
        ("negation", "near"),
        ("negation", "far"),
        ("awareness", "warning"),
        ("awareness", "topic"),
        ("awareness", "offer"),
    ):
        if (section, use) not in uses:
            yield f"[{section}]: no `{use}`"


def _coverage(phrases: Iterable[Phrase]) -> dict[str, int]:
    counts = {name: 0 for name, item in catalogue().items() if Level.TEXT in item.level and name not in _BY_CODE}
    for phrase in phrases:
        if phrase.use == "present":
            signal = signals().get(phrase.section)
            for name in signal.serves if signal else (phrase.section,):
                if name in counts:
                    counts[name] += 1
    return counts
