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
OTHERS = {"Y-m-d", "l"}  # for machines, and a weekday alone
IN_TEMPLATES = re.compile(r"\|date[:(]\"([^\"]*)\"")
IN_CODE = re.compile(r"\bdate_format\([^\n]*, \"([^\"]*)\"\)")
DAY = date(2026, 12, 3)


def forms_in(folder: str, patterns: tuple[str, ...], form: re.Pattern[str]) -> set[str]:
    root = Path(settings.BASE_DIR) / folder
    files = [path for pattern in patterns for path in root.rglob(pattern)]
    return {found for path in files for found in form.findall(path.read_text())}


def test_dates_are_written_in_named_formats_only() -> None:
    written = forms_in("templates", ("*.html", "*.jinja"), IN_TEMPLATES) | forms_in("studyplan", ("*.py",), IN_CODE)
    assert written - NAMES - OTHERS == set()
    assert len(written & NAMES) > 5, "the patterns still find them"


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
