"""How long finding takes with all content loaded: bin/bench find.

As with plans, times are those of the processor and stand beside a reference loop of the same run: compare ratios.
"""

import os
import sys
import tempfile
from functools import partial
from statistics import median
from time import thread_time_ns

import django

from tests.core.bench import milliseconds, reference_loop, report

QUERIES = (
    "ada grad", "régularisation", "double descnt", "calibraton", "naïve bayes", "λ", "p", "pre", "what is auc",
    "cross entropy loss", "phone screen", "target encoding leakage", "variance reduction bagging", "the model",
)  # fmt: skip


def measure() -> tuple[float, dict[str, list[float]]]:
    """Milliseconds of the reference loop, of a process's first search, and of each query: whole page and results."""
    from django.test import Client

    client, alone = Client(), {"HX-Request": "true", "HX-Target": "found"}
    client.get("/healthz", headers={"Host": "localhost"})
    begun = thread_time_ns()
    client.get("/find/", {"q": QUERIES[0]}, headers={"Host": "localhost"})
    times: dict[str, list[float]] = {"first search": [(thread_time_ns() - begun) / 1e6], "page": [], "as you type": []}
    loops = []
    for query in QUERIES:
        loops.append(milliseconds(reference_loop))
        for name, headers in (("page", {}), ("as you type", alone)):
            sent = {"Host": "localhost", **headers}
            times[name].append(milliseconds(partial(client.get, "/find/", {"q": query}, headers=sent)))
    return median(loops), times


def main() -> None:
    """Load the content into a database of its own, measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"STUDYPLAN_DATA": folder, "DJANGO_SETTINGS_MODULE": "studyplan.settings"}
        django.setup()
        from django.core.management import call_command

        call_command("prepare")
        sys.stdout.write(report(*measure()))


if __name__ == "__main__":
    main()
