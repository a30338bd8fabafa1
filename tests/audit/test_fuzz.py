"""A moment of what ``python -m tests.audit.fuzz`` does at length."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.audit.fuzz import fuzz
from tests.factories import NOW


@pytest.mark.django_db
def test_requests_that_no_browser_sends_are_answered(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)
    findings = fuzz(14, range(300))
    assert sum(findings.statuses.values()) == 300
    assert {200, 302, 404, 405, 422} <= findings.statuses.keys()
    assert not findings.failed, list(findings.failed)


@pytest.mark.django_db
def test_it_notices_what_fails(freeze: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch) -> None:
    freeze(NOW)

    def fail(_request: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("studyplan.ui.nav.chosen_theme", fail)
    findings = fuzz(14, range(20))
    assert any(kind.startswith("ZeroDivisionError at nav.py") for kind in findings.failed)
