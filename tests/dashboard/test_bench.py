"""That bin/bench find measures what it says; how long anything takes is asked in test_find_list only."""

import os
import subprocess
from pathlib import Path

from tests.dashboard.bench import QUERIES

SCRIPT = Path(__file__).parents[2] / "bin" / "bench"


def test_it_measures_the_first_search_and_every_query_both_ways() -> None:
    # It has a database of its own, whichever one these tests run on.
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run([SCRIPT, "find"], capture_output=True, text=True, check=True, env=environment)
    counts = {line[:16].strip(): int(line[16:22]) for line in done.stdout.splitlines()[3:]}
    assert counts == {"first search": 1, "page": len(QUERIES), "as you type": len(QUERIES)}
