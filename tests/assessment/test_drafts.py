from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyplan.assessment import drafts
from studyplan.catalog.sessions import SessionStore

SLUGS = ["bias-variance", "loss-functions", "regularization"]
levels = st.dictionaries(st.sampled_from(SLUGS), st.integers(1, 5))


def session_with(stored: Any) -> SessionStore:
    """An unsaved session that holds ``stored`` as its draft."""
    session = SessionStore()
    session[drafts.DRAFT_KEY] = stored
    return session


@given(parts=st.lists(levels))
def test_later_ratings_are_added_to_earlier_ones_and_replace_those_of_the_same_topic(
    parts: list[dict[str, int]],
) -> None:
    session = session_with({})
    expected: dict[str, int] = {}
    for part in parts:
        drafts.save(session, part)
        expected |= part
    assert drafts.read_ratings(session, SLUGS) == expected
    assert list(drafts.read_ratings(session, SLUGS)) == [slug for slug in SLUGS if slug in expected]


@pytest.mark.parametrize("junk", [0, 6, -1, 2.5, 3.0, True, "3", "x", None, [3], {"level": 3}])
def test_what_is_no_level_is_ignored_and_goes_with_the_next_rating(junk: Any) -> None:
    session = session_with({"bias-variance": junk, "loss-functions": 2})
    assert drafts.read_ratings(session, SLUGS) == {"loss-functions": 2}
    drafts.save(session, {"regularization": 4})
    assert session[drafts.DRAFT_KEY] == {"loss-functions": 2, "regularization": 4}


@pytest.mark.parametrize("junk", [None, "ratings", 3, ["bias-variance"], []])
def test_a_draft_of_another_shape_counts_as_none(junk: Any) -> None:
    session = session_with(junk)
    assert drafts.read_ratings(session, SLUGS) == {}
    drafts.save(session, {"bias-variance": 1})
    assert drafts.read_ratings(session, SLUGS) == {"bias-variance": 1}


def test_topics_that_are_not_asked_for_are_left_out() -> None:
    session = session_with({"kernel-methods": 3, "bias-variance": 3})
    assert drafts.read_ratings(session, SLUGS) == {"bias-variance": 3}


def test_nothing_given_makes_no_session() -> None:
    session = SessionStore()
    drafts.save(session, {})
    assert not session.modified


def test_dropping_leaves_the_rest_of_the_session() -> None:
    session = session_with({"bias-variance": 3})
    session["other"] = 1
    drafts.drop(session)
    drafts.drop(session)
    assert dict(session.items()) == {"other": 1}
