"""The examples that measure packs and recognisers are well formed, balanced and fictional."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from features.indicators import POLICIES, Indicator, Level, Strength, catalogue
from features.posting import Organization, Posting, PostingKind

FOLDER = Path(__file__).parent
HALVES = ("en_dev", "en_test")
FILES = sorted(path.stem for path in FOLDER.glob("*.jsonl"))
LANGUAGES = sorted({name.partition("_")[0] for name in FILES} - {"en"})
LABELS = {"class", "expected", "contradicted", "arguable", "policy", "also", "note"}


def examples(half: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()]


ALL = [example for name in FILES for example in examples(name)]
NEVER_IN_WORDS = {"employer_unverifiable"}
"""A register shows it."""
SHOWN_BY_TEXT = [i for i in catalogue().values() if Level.TEXT in i.level or i.id == "brand_impersonation"]


def posting_of(example: dict[str, Any]) -> Posting:
    fields = {key: value for key, value in example.items() if key not in LABELS}
    organization = Organization(**fields.pop("hiring_organization", {}))
    return Posting(**fields | {"kind": PostingKind(example["kind"]), "hiring_organization": organization})


def times_expected(half: str) -> Counter[str]:
    return Counter(name for example in examples(half) if example["class"] == "risky" for name in example["expected"])


def test_the_halves_have_the_same_classes() -> None:
    for half in HALVES:
        assert Counter(example["class"] for example in examples(half)) == {
            "risky": 56,
            "ordinary": 45,
            "awareness": 15,
            "no_offer": 10,
        }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_of_a_language_have_the_same_classes(language: str) -> None:
    for part, counts in (("open", (24, 24, 8)), ("sealed", (10, 10, 4))):
        classes = Counter(example["class"] for example in examples(f"{language}_{part}"))
        assert (classes["risky"], classes["ordinary"], classes["awareness"]) == counts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_indicator_that_words_show_is_expected_in_the_open_file_of_a_language(language: str) -> None:
    expected = times_expected(f"{language}_open")
    unseen = {indicator.id for indicator in SHOWN_BY_TEXT if Level.TEXT in indicator.level} - expected.keys()
    assert unseen <= NEVER_IN_WORDS


def test_ids_and_texts_are_unique_over_all_files() -> None:
    assert len({example["id"] for example in ALL}) == len(ALL)
    assert len({(example["title"], example["description"]) for example in ALL}) == len(ALL)


@pytest.mark.parametrize("example", ALL, ids=lambda example: example["id"])
def test_an_example_is_a_posting_with_known_labels(example: dict[str, Any]) -> None:
    assert any(posting_of(example).texts())
    marked = [*example["expected"], *example["contradicted"], *example["arguable"]]
    assert len(marked) == len(set(marked))
    assert set(marked) <= set(catalogue())
    assert example["note"]


@pytest.mark.parametrize("example", ALL, ids=lambda example: example["id"])
def test_only_a_risky_example_names_a_policy_and_only_offers_show_indicators(example: dict[str, Any]) -> None:
    policies = [example.get("policy"), *example.get("also", [])]
    if example["class"] == "risky":
        assert set(policies) <= set(POLICIES)
        assert example["expected"]
    else:
        assert policies == [None]
    if example["class"] in {"awareness", "no_offer"}:
        assert not example["expected"] + example["contradicted"]


@pytest.mark.parametrize("example", [e for e in ALL if e["class"] == "risky"], ids=lambda example: example["id"])
def test_the_expected_policy_is_one_that_an_expected_indicator_speaks_for(example: dict[str, Any]) -> None:
    speaks = {policy for name in example["expected"] for policy in catalogue()[name].policies}
    assert example["policy"] in speaks


@pytest.mark.parametrize("indicator", SHOWN_BY_TEXT, ids=lambda indicator: indicator.id)
def test_an_indicator_is_shown_often_enough_and_in_both_halves(indicator: Indicator) -> None:
    dev, test = (times_expected(half)[indicator.id] for half in HALVES)
    assert dev + test >= (5 if indicator.strength is Strength.STRONG else 3)
    assert min(dev, test) >= 2
    assert abs(dev - test) <= 2


def test_addresses_and_hosts_are_fictional() -> None:
    text = "\n".join(value for example in ALL for _, value in posting_of(example).texts())
    hosts = {host.lower() for host in re.findall(r"[\w-]+@([\w.-]+\.[a-z]+)", text)}
    assert {host for host in hosts if not host.endswith(".example")} == {"gmail.com"}
    # Gmail gives out no names under six letters, so none of these can be anybody's.
    assert all(len(name.replace(".", "")) < 6 for name in re.findall(r"([\w.]+)@gmail\.com", text))
    links = set(re.findall(r"\b(?:[\w-]+\.)+(?:com|me|ly|net|org|example)\b(?=/)", text))
    assert {link for link in links if not link.endswith(".example")} <= {"t.me", "wa.me", "bit.ly"}
