"""The link to report a mistake: an issue, a mail, or none."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from studyplan.catalog.models import Problem
from studyplan.ui.report import report_address

PAGE = "https://plan.example.org/topics/optimization/"


def test_an_issue_is_filled_in(settings: Settings) -> None:
    settings.REPORT_URL = "https://git.example.org/new?title={title}&body={page}"
    settings.REPORT_MAIL = "us@example.org"
    assert report_address("A & B", PAGE) == (
        "https://git.example.org/new?title=Mistake%3A%20A%20%26%20B"
        "&body=https%3A%2F%2Fplan.example.org%2Ftopics%2Foptimization%2F"
    )


def test_a_mail_has_its_subject_and_the_page(settings: Settings) -> None:
    settings.REPORT_MAIL = "us@example.org"
    assert report_address("A & B", PAGE).startswith("mailto:us@example.org?subject=Mistake%3A%20A%20%26%20B&body=https")


@pytest.mark.django_db
def test_it_stands_on_topics_and_problems_where_somebody_wants_to_know(client: Client, settings: Settings) -> None:
    paths = ["/topics/optimization/", Problem.objects.current()[0].get_absolute_url()]
    for path in paths:
        assert "Report a mistake" not in client.get(path).content.decode()
    settings.REPORT_MAIL = "us@example.org"
    for path in paths:
        html = client.get(path).content.decode()
        assert '<a href="mailto:us@example.org?subject=Mistake' in html
        assert f"&amp;body=http%3A//testserver{path}" in html
