#!/usr/bin/env python3
"""Django's command line for studyplan."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studyplan.settings")
    # Django's own server is for development; where the app is in production, it says no by itself.
    if sys.argv[1:2] == ["runserver"] and not os.environ.get("STUDYPLAN_ORIGIN"):
        os.environ.setdefault("STUDYPLAN_DEBUG", "1")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"manage.py: {error}")
