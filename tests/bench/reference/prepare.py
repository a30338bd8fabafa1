"""Fills the reference's database, and prints the session of a user who is logged in.

``python -m tests.bench.reference.prepare``, with ``DATABASE_URL``.
"""

import os
import sys
from datetime import date, timedelta

import django

FIRST_DAY = date(2026, 3, 2)
TEXT = "State what you assume, draw the picture first, and then derive it step by step, as you would for a colleague. "


def main() -> None:
    """Migrate, fill, log in."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.reference.settings"
    django.setup()
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client

    from tests.bench.reference.models import Entry

    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    for number in range(100):
        Entry.objects.create(
            title=f"Entry {number} of the list",
            text=TEXT * 2,
            minutes=15 + number % 4 * 15,
            is_done=number % 3 == 0,
            on=FIRST_DAY + timedelta(days=number),
        )
    client = Client()
    # mypy knows the app's settings only, where users are others.
    client.force_login(User.objects.create_user("ada"))  # type: ignore[arg-type]
    sys.stdout.write(client.cookies[settings.SESSION_COOKIE_NAME].value)


if __name__ == "__main__":
    main()
