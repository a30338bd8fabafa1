from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.utils.formats import date_format

from studyplan.ui.formats.en import formats

NAMES = {name for name in vars(formats) if name.isupper()}
IN_CODE = re.compile(r"\bdate_format\([^\n]*, \"([^\"]*)\"\)")
DAY = date(2026, 12, 3)


def test_sentences_name_a_format() -> None:
    files = (Path(settings.BASE_DIR) / "studyplan").rglob("*.py")
    written = {form for path in files for form in IN_CODE.findall(path.read_text(encoding="utf-8"))}
    assert written - NAMES == set()
    assert len(written) > 3, "the pattern still finds them"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("LONG_DATE", "Thursday, December 3, 2026"),
        ("LONG_DAY", "Thursday, December 3"),
        ("SHORT_DAY", "Thu, Dec 3"),
        ("MONTH_DATE", "December 3, 2026"),
        ("ABBR_DAY", "Dec 3"),
    ],
)
def test_both_engines_and_sentences_write_a_day_alike(name: str, text: str) -> None:
    django = engines["django"].from_string('{{ day|date:"' + name + '" }}').render({"day": DAY})
    rows = engines["rows"].from_string('{{ day|date("' + name + '") }}').render({"day": DAY})
    assert (django, rows, date_format(DAY, name)) == (text, text, text)
