"""Does the time of an answer tell whether an address has an account? ``.venv/bin/python -m tests.measure.enumeration``.

Log-in, sign-up and password reset are asked in turns for an address with an account and for one without, on an
installation of its own that can send mail. It prints the medians and fails where they differ by more than a tenth
and by more than two milliseconds.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from itertools import count
from statistics import median
from time import perf_counter

ROUNDS = 30
WARM_UP = 5
MOST_RATIO = 1.1
MOST_MILLISECONDS = 2
PASSWORD = "correct horse battery"
KNOWN = "ada@example.org"


def prepare(folder: str) -> None:
    """An installation with one account, without rate limits: thousands of tries come from one address here."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "studyplan.settings",
        "STUDYPLAN_DATA": folder,
        "EMAIL_URL": "memorymail://",
    }
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.ACCOUNT_RATE_LIMITS = False
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    call_command("collectstatic", verbosity=0, interactive=False)
    from allauth.account.models import EmailAddress

    from studyplan.accounts.models import User

    user = User.objects.create_user(KNOWN, PASSWORD)
    EmailAddress.objects.create(user=user, email=KNOWN, primary=True, verified=True)


def milliseconds(path: str, fields: dict[str, str]) -> float:
    """How long a browser waits for the answer to what it sends; a new browser each time, as for a stranger."""
    from django.core import mail
    from django.test import Client

    browser = Client()
    begun = perf_counter()
    response = browser.post(path, fields)
    took = (perf_counter() - begun) * 1000
    if response.status_code not in (200, 302):
        raise RuntimeError(f"{path} answered {response.status_code}.")
    mail.outbox = []
    return took


def compare(ask: Callable[[str], float]) -> tuple[float, float]:
    """Medians for the address with an account and for those without, asked in turns."""
    numbers = count()
    pairs = [(ask(KNOWN), ask(f"nobody-{next(numbers)}@example.org")) for _round in range(WARM_UP + ROUNDS)][WARM_UP:]
    known, unknown = zip(*pairs, strict=True)
    return median(known), median(unknown)


ASKED: dict[str, Callable[[str], float]] = {
    "log-in, wrong password": lambda email: milliseconds("/accounts/login/", {"login": email, "password": "wrong one"}),
    "log-in, é as two characters": lambda email: milliseconds(
        "/accounts/login/", {"login": email, "password": "wrong e\u0301"}
    ),
    "password reset": lambda email: milliseconds("/accounts/password/reset/", {"email": email}),
    "sign-up": lambda email: milliseconds(
        "/accounts/signup/", {"email": email, "password1": PASSWORD, "password2": PASSWORD}
    ),
}


def main() -> int:
    telling = 0
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        sys.stdout.write(f"Medians of {ROUNDS} answers, ms:            known  unknown  ratio\n")
        for name, ask in ASKED.items():
            known, unknown = compare(ask)
            ratio = max(known, unknown) / min(known, unknown)
            tells = ratio > MOST_RATIO and abs(known - unknown) > MOST_MILLISECONDS
            telling += tells
            sys.stdout.write(f"{name:36} {known:9.1f} {unknown:8.1f} {ratio:6.2f}{'  TELLS' if tells else ''}\n")
    return 1 if telling else 0


if __name__ == "__main__":
    sys.exit(main())
