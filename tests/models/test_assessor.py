from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace

import pytest

from features.posting import Posting
from models.assessor import Assessor

POSTING = Posting(id="1", title="Housemaid", description="You pay the visa fee, 450 USD. The office keeps your passport.")


@pytest.fixture
def thawed() -> Iterator[None]:
    """Lets the garbage collector go over everything again."""
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("thawed")
def test_a_prepared_assessor_is_itself_and_judges_alike() -> None:
    assessor = Assessor.load()
    before = assessor.assess(POSTING)
    assert assessor.prepared() is assessor
    assert gc.get_freeze_count() > 0
    assert replace(assessor.assess(POSTING), assessed_at=before.assessed_at) == before


def test_many_are_judged_in_their_order() -> None:
    others = [replace(POSTING, id=str(number)) for number in range(3)]
    assert [assessment.posting_id for assessment in Assessor.load().assess_many(others)] == ["0", "1", "2"]
