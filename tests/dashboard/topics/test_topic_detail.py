"""/topics/<slug>/ and /topics/<slug>/reference/: a topic for the reader's own role, company, rounds and level first."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from studyplan.accounts.models import User
from studyplan.catalog.guide import topic_texts
from studyplan.catalog.models import CompanyTopic, ContentVersion, Topic
from studyplan.progress.models import Completion
from tests.catalog.test_guide import text_of, words
from tests.factories import NOW, make_assessment, make_goal, make_user, ratings

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client: Client) -> User:
    """Someone who is logged in, with levels and a goal."""
    user = make_user()
    make_assessment(user, ratings(3, optimization=2, regularization=1))
    make_goal(user, "mlops", company="google", rounds=["phone-screen", "coding"])
    client.force_login(user)
    return user


@pytest.mark.parametrize("slug", list(range(12)))
def test_every_topic_shows_all_that_its_file_says(client: Client, slug: int) -> None:
    topic = Topic.objects.current()[slug]
    addresses = (topic.get_absolute_url(), topic.practice_url, topic.reference_url)
    text, file = " ".join(text_of(client, address) for address in addresses), topic_texts()[topic.slug]
    parts = [file.one_liner, file.summary, file.formula.reading, file.red_flag, file.deliverable, *file.learn]
    parts += [*file.anchors, file.warm_up.question, file.warm_up.answer, *file.warm_up.key_points, *file.next_steps]
    if file.exchange:
        parts += [file.exchange.interviewer, file.exchange.answer, file.exchange.note or ""]
    for part in parts:
        assert words(part) in text
    for tie in (*file.prerequisites.hard, *file.prerequisites.soft):
        assert words(tie.why)[1:] in text
    for connection_ in file.connections:
        assert words(connection_.how)[1:] in text


def test_a_visitor_is_told_for_whom_it_is_shown(client: Client) -> None:
    text = text_of(client, "/topics/bias-variance/")
    assert "Shown for the role Machine Learning Engineer. Rate every topic" in text
    assert "Your level Not rated yet Target 4 · Derive + Apply, for MLE" in text
    assert "Begin with the lesson" in text
    assert "Its tasks" not in text
    assert "Loss Functions →" in text
    reference = text_of(client, "/topics/bias-variance/reference/")
    assert "Nothing: you can start here." in reference
    assert "Resources at your level" not in reference


def test_a_visitor_who_has_rated_everything_may_choose_a_goal(client: Client) -> None:
    client.post("/assessment/", ratings(2))
    html = client.get("/topics/bias-variance/").content.decode()
    assert '<a class="small" href="/result/">Change role or company</a>' in html
    assert "Shown for the role" not in html
    assert "Resources at your level" in client.get("/topics/bias-variance/reference/").content.decode()


def test_your_level_target_company_and_rounds_come_first(client: Client, user: User) -> None:
    text = text_of(client, "/topics/optimization/")
    start = text.index("For you")
    assert "Your level Vaguely familiar Shown rated only Target 3 · Know, for MLOps" in text[start:]
    assert "Google asks this so often that the target is raised to 3." in text
    assert "Google Very High Phone Screen Light Coding Sometimes" in text[start:]
    html = client.get("/topics/optimization/").content.decode()
    assert 'href="/assessment/optimization/"' in html
    assert 'href="/plan/goal/"' in html


def test_your_companys_questions_and_your_level_are_marked(client: Client, user: User) -> None:
    text = text_of(client, "/topics/optimization/reference/")
    assert "“Compare Adam vs SGD. When would you choose each?” Google yours · Very High" in text
    html = client.get("/topics/optimization/reference/").content.decode()
    assert 'class="anchor level-2 is-yours" aria-current="step"' in html


def test_prerequisites_are_met_shaky_or_unmet(client: Client, user: User) -> None:
    text = text_of(client, "/topics/ensemble-methods/reference/")
    needed = text[text.index("Builds on") : text.index("Leads to")]
    assert "not met" in needed.split("Optimization")[0]
    assert "shaky" in needed.split("Optimization")[1]
    assert "met" in text_of(client, "/topics/optimization/reference/")
    assert "better first, not required" in text_of(client, "/topics/interview-questions/reference/")


def test_a_company_that_does_not_name_the_topic_says_so(client: Client, user: User) -> None:
    text = text_of(client, "/topics/cross-validation/reference/")
    assert "Google yours · its reports do not name this topic; plans count it as: Not named" in text
    text = text_of(client, "/topics/interview-questions/reference/")
    assert "plans count them as: High" in text
    assert "do not name this topic" not in text


def test_a_topic_that_nobody_names_says_so(client: Client) -> None:
    assert "Quick questions like these are asked everywhere" in text_of(
        client, "/topics/interview-questions/reference/"
    )
    CompanyTopic.objects.filter(topic__slug="cross-validation").delete()
    ContentVersion.objects.update(digest="other")
    assert "No company’s reports name this topic." in text_of(client, "/topics/cross-validation/reference/")


def test_tasks_are_ticked_in_place(client: Client, user: User) -> None:
    Completion.objects.create(user=user, task="read:optimization", done_at=NOW, done_on=NOW.date())
    html = client.get("/topics/optimization/").content.decode()
    for kind in ("read", "self-assessment", "practice", "cheat-sheet", "mock"):
        assert f'data-task="{kind}:optimization"' in html
    assert html.count('data-done="1"') == 1


def test_resources_are_those_of_the_total(client: Client, user: User) -> None:
    text = text_of(client, "/topics/optimization/reference/")
    assert "Resources at your level" in text
    assert "CS229" in text


def test_only_topics_that_there_are(client: Client) -> None:
    assert client.get("/topics/astrology/").status_code == 404


def test_queries_do_not_grow_with_what_is_done(client: Client, user: User) -> None:
    def count() -> int:
        client.get("/topics/optimization/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/topics/optimization/")
        return len(queries)

    before = count()
    keys = [f"{kind}:{slug}" for kind in ("read", "practice") for slug in ratings()]
    Completion.objects.bulk_create(Completion(user=user, task=key, done_at=NOW, done_on=NOW.date()) for key in keys)
    make_assessment(user, ratings(4))
    assert count() == before
