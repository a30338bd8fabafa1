"""How ``bin/audit trust`` counts: what was acknowledged must be so, and what was not may be either."""

from __future__ import annotations

from tests.measure.app import Account
from tests.measure.trust import Storm


def storm_of(done: dict[str, bool], unsure: set[str]) -> Storm:
    return Storm(Account(0), [*done, *unsure], done, unsure)


def test_an_acknowledged_tick_that_is_missing_is_lost() -> None:
    assert storm_of({"a": True, "b": True}, set()).lost({"b"}) == ["a"]


def test_an_acknowledged_tick_that_was_taken_back_must_be_gone() -> None:
    assert storm_of({"a": False}, set()).lost({"a"}) == ["a"]
    assert storm_of({"a": False}, set()).lost(set()) == []


def test_of_a_change_without_answer_nothing_is_known() -> None:
    assert storm_of({"a": True}, {"a"}).lost(set()) == []


def test_only_answers_that_keep_a_tick_acknowledge_it() -> None:
    storm = storm_of({}, set())
    storm.answers.update({200: 2, 302: 3, 503: 4, 0: 5})
    assert storm.acknowledged() == 5
