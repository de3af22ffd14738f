from __future__ import annotations

from pathlib import Path

import pytest

from features.evidence import EvidenceState
from features.matching.context import Findings, findings_in
from features.matching.matcher import Matcher
from features.matching.packs import read_pack

PACK = """
language = "en"
version = "1"
[phrases.worker_pays_fee]
present = ["[visa] fee", "[processing] fees"]
contradicted = ["we pay the fee"]
unless = ["college fees"]
not_beside = ["reimburse*"]
[phrases.no_interview_or_token_test]
present = ["no interview"]
negatable = false
[negation]
near = ["no", "without"]
far = ["do not charge", "never ask*"]
after = ["are not charged"]
except = ["no doubt", "are not charged twice"]
[awareness]
warning = ["beware of", "is a scam"]
topic = ["police said", "victim*"]
offer = ["apply now"]
"""


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    path = tmp_path_factory.mktemp("packs") / "en.toml"
    path.write_text(PACK)
    return Matcher([read_pack(path)])


def read(matcher: Matcher, text: str) -> Findings:
    return findings_in(matcher.read(text.lower()))


def states(matcher: Matcher, text: str, section: str = "worker_pays_fee") -> list[EvidenceState]:
    return [finding.state for finding in read(matcher, text).of(section)]


@pytest.mark.parametrize(
    "text",
    [
        "You pay a visa fee.",
        "No experience, visa fee 300.",
        "Do not wait. Visa fee 300.",
        "No doubt fee is due.",
        "No, fee is 300.",
        "Fees are not charged twice.",
    ],
)
def test_a_fee_that_is_asked_is_present(matcher: Matcher, text: str) -> None:
    assert states(matcher, text) == [EvidenceState.PRESENT]


@pytest.mark.parametrize(
    "text",
    [
        "No visa fee.",
        "Without any hidden fees",
        "We do not charge any placement, training or visa fee.",
        "We never ask our candidates for a fee",
        "Fees are not charged to workers.",
        "We pay the fee",
    ],
)
def test_a_fee_that_is_denied_contradicts(matcher: Matcher, text: str) -> None:
    assert states(matcher, text) == [EvidenceState.CONTRADICTED]


def test_what_only_looks_like_it_is_left_out(matcher: Matcher) -> None:
    assert states(matcher, "College fees are reimbursed") == []


@pytest.mark.parametrize("text", ["Pay the visa fee, we reimburse it.", "We reimburse many things. We reimburse your visa fee"])
def test_what_its_sentence_explains_is_left_out(matcher: Matcher, text: str) -> None:
    assert states(matcher, text) == []


def test_an_explanation_in_another_sentence_does_not_reach_it(matcher: Matcher) -> None:
    assert states(matcher, "Pay the visa fee. We reimburse travel.") == [EvidenceState.PRESENT]


def test_a_denial_that_is_part_of_the_phrase_does_not_turn_it(matcher: Matcher) -> None:
    assert states(matcher, "No experience and no interview", "no_interview_or_token_test") == [EvidenceState.PRESENT]


def test_a_warning_covers_its_sentence_and_the_next_ones_but_not_the_next_paragraph(matcher: Matcher) -> None:
    findings = read(matcher, "Apply now. Beware of agents. They take a visa fee.\n\nPay us the visa fee today.")
    assert [finding.span.start for finding in findings.of("worker_pays_fee")] == [63]
    assert findings.warned == ("worker_pays_fee",)
    assert not findings.is_awareness


def test_a_text_that_only_warns_and_reports_shows_nothing(matcher: Matcher) -> None:
    findings = read(matcher, "Police said two victims had paid a visa fee.\n\nAsking for a fee is a scam.")
    assert findings.is_awareness
    assert findings.of("worker_pays_fee") == ()


def test_an_advert_does_not_become_a_warning_by_mentioning_one(matcher: Matcher) -> None:
    findings = read(matcher, "Beware of others. Police said so.\n\nApply now, visa fee 300.\n\nApply now on our page.")
    assert not findings.is_awareness
    assert findings.shown("worker_pays_fee")


def test_a_quoted_offer_makes_no_advert_of_a_warning_unless_somebody_can_be_called(matcher: Matcher) -> None:
    text = "Beware of posts that say apply now. The visa fee is a scam, victims told us. Police said so."
    assert read(matcher, text).is_awareness
    assert not read(matcher, text + " Apply now: +44 7700 900123").is_awareness


def test_of_overlapping_findings_the_longest_counts(matcher: Matcher) -> None:
    (finding,) = read(matcher, "the visa fee").of("worker_pays_fee")
    assert (finding.span.start, finding.span.end) == (4, 12)


def of_language(folder: Path, language: str, pack: str) -> Matcher:
    path = folder / f"{language}.toml"
    path.write_text(f'language = "{language}"\n{pack}', encoding="utf-8")
    return Matcher([read_pack(path)], language)


def test_chinese_sentences_end_without_a_blank(tmp_path: Path) -> None:
    matcher = of_language(tmp_path, "zh", '[phrases.worker_pays_fee]\npresent = ["押金"]\n[negation]\nfar = ["从不"]')
    assert states(matcher, "从不收押金") == [EvidenceState.CONTRADICTED]
    assert states(matcher, "从不?押金三百") == [EvidenceState.PRESENT]


def test_a_denying_word_that_a_phrase_names_denies_nothing_in_whatever_letters(tmp_path: Path) -> None:
    matcher = of_language(
        tmp_path, "sr", '[phrases.passport_retention]\npresent = ["pasoš .. ne vraćamo .. dok"]\n[negation]\nnear = ["ne", "не"]'
    )
    for text in ("pasoš ti ne vraćamo nikako dok", "pasos ti ne vracamo nikako dok", "пасош ти не враћамо никако док"):
        assert states(matcher, text, "passport_retention") == [EvidenceState.PRESENT], text
