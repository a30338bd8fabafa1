"""What pages cost, beside a reference page under the same server: bin/bench pages.

The app and the reference, a plain Django project with one page, each run under gunicorn with two workers, and with a
database of their own that is gone afterwards. What counts is the ratio of their processor times, taken in turns.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

import django

from tests.bench.databases import databases
from tests.bench.pages import PAGES
from tests.core.bench import Parser, positive
from tests.measure.servers import free_port


def arguments() -> argparse.Namespace:
    """What was chosen."""
    parser = Parser(prog="bin/bench pages", description="What pages cost, beside a reference page.")
    parser.add_argument("--page", choices=PAGES, action="append", help="only this one; may be repeated")
    parser.add_argument("--requests", type=positive, help="in a batch (as many as take some tenths of a second)")
    parser.add_argument("--rounds", type=positive, default=3, help="batches of each page (%(default)s)")
    parser.add_argument("--postgresql", action="store_true", help="on the server that DATABASE_URL names, not SQLite")
    parser.add_argument("--profile", choices=PAGES, help="say where the time of this page goes, and measure nothing")
    chosen = parser.parse_args()
    if chosen.postgresql and not os.environ.get("DATABASE_URL"):
        parser.error("--postgresql needs DATABASE_URL, of a user who may create databases")
    return chosen


def run(chosen: argparse.Namespace, reference: str) -> str:
    """Fill the app's database, and measure."""
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from studyplan.ui import clock
    from tests.bench.cast import Cast
    from tests.bench.inside import profile
    from tests.bench.measure import Effort, measure

    call_command("prepare")
    cast = Cast(clock.now())
    try:
        if chosen.profile:
            return profile(cast.requests(PAGES[chosen.profile])).text()
        pages = [PAGES[name] for name in chosen.page or PAGES]
        return measure(cast, pages, Effort(chosen.rounds, chosen.requests), reference)
    finally:
        connection.close()


def main() -> None:
    """Measure with data of its own, and print."""
    chosen = arguments()
    with tempfile.TemporaryDirectory() as folder, databases(Path(folder), chosen.postgresql) as (app, reference):
        for name in ("STUDYPLAN_DEBUG", "STUDYPLAN_ORIGIN"):
            os.environ.pop(name, None)
        os.environ |= {
            "STUDYPLAN_DATA": folder,
            "DATABASE_URL": app,
            "DJANGO_SETTINGS_MODULE": "studyplan.settings",
            "PORT": str(free_port()),  # the names of cookies hold it
        }
        sys.stdout.write(run(chosen, reference))


if __name__ == "__main__":
    main()
