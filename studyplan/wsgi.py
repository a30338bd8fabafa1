"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

from studyplan.ui.content_type import read_forms_as_utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studyplan.settings")

application = read_forms_as_utf8(get_wsgi_application())

from studyplan.dashboard.search.search import warm_index  # noqa: E402 - models can be imported once the application is there

warm_index()
connections.close_all()  # workers that are forked from here must not share a connection
