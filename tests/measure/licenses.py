"""``python -m tests.measure.licenses``: docs/licenses.md anew, from what the installed packages say of themselves."""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "licenses.md"
BEGIN, END = "<!-- packages -->", "<!-- end of packages -->"
# What says too little of itself, by its license file.
STATED = {"asgiref": "BSD-3-Clause", "fido2": "BSD-2-Clause", "quickjs-ng": "MIT", "qrcode": "BSD-3-Clause"}
SHORT = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}


def served_packages() -> list[str]:
    """Those that requirements/run.txt installs on Linux."""
    lock = (ROOT / "requirements" / "run.txt").read_text()
    pinned = re.findall(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==\S+(.*)$", lock, re.MULTILINE)
    return [name for name, condition in pinned if "win32" not in condition]


def license_of(name: str) -> str:
    """The license's short name; "" for a package that is not here, or says nothing."""
    if name in STATED:
        return STATED[name]
    try:
        said = metadata(name).json
    except PackageNotFoundError:
        return ""
    classifiers = [line.rpartition(" :: ")[2] for line in said.get("classifier", ()) if "License ::" in line]
    first_line = str(said.get("license", "")).partition("\n")[0]
    found = str(said.get("license_expression") or first_line or " OR ".join(classifiers))
    return SHORT.get(found, found)


def table() -> str:
    rows = [f"| {name} | {license_of(name)} |" for name in served_packages()]
    return "\n".join(["| Package | License |", "|---|---|", *rows])


def renewed(document: str) -> str:
    """``document`` with today's table."""
    before, rest = document.split(BEGIN)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    DOCUMENT.write_text(renewed(DOCUMENT.read_text()))
    sys.stdout.write(f"{DOCUMENT}: {len(served_packages())} packages\n")
