from __future__ import annotations

from features.matching.symbols import Symbols


def meanings(symbols: Symbols, word: str) -> frozenset[int]:
    (kind,) = symbols.kinds_of([word])
    return symbols.members[kind]


def test_a_word_stands_for_every_set_it_belongs_to() -> None:
    symbols = Symbols()
    fee, fees, stem, ending = (symbols.number(words) for words in (["fee"], ["fee", "fees"], ["fe*"], ["*ees"]))
    assert meanings(symbols, "fee") == {fee, fees, stem}
    assert meanings(symbols, "fees") == {fees, stem, ending}
    assert meanings(symbols, "coffee") == set()


def test_equal_sets_are_one_symbol() -> None:
    symbols = Symbols()
    assert symbols.number(["a", "b"]) == symbols.number(["b", "a"])
    assert symbols.number(["a"]) != symbols.number(["a", "b"])


def test_a_symbol_that_comes_later_counts_for_words_met_before() -> None:
    symbols = Symbols()
    assert meanings(symbols, "pay") == set()
    pay = symbols.number(["pay"])
    assert meanings(symbols, "pay") == {pay}


def test_words_of_the_same_sets_are_of_one_kind() -> None:
    symbols = Symbols()
    symbols.number(["visa", "permit"])
    assert len(set(symbols.kinds_of(["visa", "permit"]))) == 1
    assert len(set(symbols.kinds_of(["visa", "other"]))) == 2
