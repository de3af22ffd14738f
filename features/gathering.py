"""All evidence in one reading: what the packs' phrases show, and what the recognisers make out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from features.evidence import Evidence, EvidenceState
from features.indicators import catalogue
from features.matching.context import Finding
from features.origins import identity_phrases
from features.reading import Reading
from features.recognisers import RECOGNISERS, employer_unnamed


def evidence_of(reading: Reading) -> tuple[Evidence, ...]:
    """Every piece of evidence, in the order of fields and places; the same words show one indicator only once.

    A text that only warns or reports shows nothing: the recognisers are not asked.
    """
    if reading.phrases.is_awareness:
        return ()
    found = [*_phrase_evidence(reading), *(item for recogniser in RECOGNISERS for item in recogniser.recognise(reading))]
    return tuple(_distinct([*found, *employer_unnamed.conclude(reading, found)]))


def _phrase_evidence(reading: Reading) -> Iterator[Evidence]:
    known = catalogue()
    for section, findings in reading.phrases.sections.items():
        if section in known:
            for finding in findings:
                if _names_some_peoples_only(section, finding):
                    continue
                yield reading.evidence(finding.span, indicator=section, rule=finding.rule, state=finding.state)


def _names_some_peoples_only(section: str, finding: Finding) -> bool:
    """Whether a phrase shows that people are chosen by origin, where its language has no table of every people's names."""
    if section != "origin_targeting" or finding.state is not EvidenceState.PRESENT:
        return False
    return not identity_phrases(finding.rule.partition(":")[0])


def _distinct(found: Iterable[Evidence]) -> Iterator[Evidence]:
    """Sorted, without those whose words lie within the words of another piece for the same indicator and state."""
    last: dict[tuple[str, str, str], Evidence] = {}
    for item in sorted(found, key=lambda item: (item.field, item.start, -item.end, item.indicator, item.rule)):
        key = (item.field, item.indicator, item.state)
        before = last.get(key)
        if before is None or item.end > before.end:
            last[key] = item
            yield item
