"""Dates are written in the formats of ``studyplan.ui.formats``, so that the same date looks the same everywhere."""

from __future__ import annotations

import re

from studyplan.ui.formats.en import formats
from tests.ui.texts import ROOT, TEMPLATES

WRITTEN = re.compile(r"""\bdate(?::|\()(["'])(.*?)\1""")
FOR_MACHINES = {"Y-m-d", "H:i", "c"}
ALONE = {"l"}  # the name of a weekday


def test_templates_name_a_format() -> None:
    known = {name for name in vars(formats) if name.isupper()} | FOR_MACHINES | ALONE
    others = [
        f"{path.relative_to(ROOT)}: {form}"
        for path in [*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.jinja")]
        for _quote, form in WRITTEN.findall(path.read_text(encoding="utf-8"))
        if form not in known
    ]
    assert not others, "\n".join(others)
