from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.etags import etag_of, require_match
from serving.problem_kinds import PRECONDITION_FAILED, PRECONDITION_REQUIRED
from serving.problems import ProblemError


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_version_matches_its_own_etag_and_no_other(one: int, other: int) -> None:
    require_match(etag_of(one), one)
    if one != other:
        with pytest.raises(ProblemError) as refused:
            require_match(etag_of(one), other)
        assert refused.value.problem.kind is PRECONDITION_FAILED


@pytest.mark.parametrize("header", ["*", ' "3" ', '"2", "3"', '"3","4"'])
def test_any_of_several_and_the_star_match(header: str) -> None:
    assert is_let_through(header)


def is_let_through(header: str) -> bool:
    try:
        require_match(header, 3)
    except ProblemError:
        return False
    return True


@pytest.mark.parametrize("header", ["3", 'W/"3"', '"33"', "\"'3'\"", '"2", "4"', ","])
def test_what_is_no_strong_etag_of_it_does_not_match(header: str) -> None:
    with pytest.raises(ProblemError) as refused:
        require_match(header, 3)
    assert refused.value.problem.kind is PRECONDITION_FAILED
    assert '"3"' in refused.value.problem.detail


@pytest.mark.parametrize("header", ["", " "])
def test_without_an_etag_it_is_asked_for(header: str) -> None:
    with pytest.raises(ProblemError) as refused:
        require_match(header, 3)
    assert refused.value.problem.kind is PRECONDITION_REQUIRED
