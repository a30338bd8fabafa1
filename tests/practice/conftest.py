"""What these tests share: the clock stands still."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.factories import NOW


@pytest.fixture(autouse=True)
def monday(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)
