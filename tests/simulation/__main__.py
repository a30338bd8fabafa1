"""bin/simulate [--learners N] [--seed N]: the table of what the simulated learners can answer."""

import argparse
import sys
from typing import NoReturn

from tests.simulation.measure import measure
from tests.simulation.report import report


class Parser(argparse.ArgumentParser):
    """Wrong usage ends with 1."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong."""
        self.exit(1, f"{self.format_usage()}{self.prog}: {message}\n")


def at_least_two(text: str) -> int:
    """A whole number from 2 on: one learner has no spread."""
    number = int(text)
    if number < 2:
        raise ValueError
    return number


def main() -> None:
    """Simulate and print."""
    parser = Parser(prog="bin/simulate", description="Simulated learners: our plan, the roadmap's table, re-reading.")
    parser.add_argument("--learners", type=at_least_two, default=250, help="how many (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="what they are drawn from (%(default)s)")
    chosen = parser.parse_args()
    sys.stdout.write(report(measure(chosen.learners, chosen.seed)))


if __name__ == "__main__":
    main()
