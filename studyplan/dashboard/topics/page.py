"""A topic's page as data: what its file says, seen from the visitor's role, company, rounds and levels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from studyplan.catalog import pages, study
from studyplan.catalog.files import material, schema
from studyplan.catalog.models import Company, Prerequisite, Problem, Role, RoleTarget, Topic
from studyplan.catalog.pages import TopicStanding, VisitorStandings
from studyplan.catalog.track import Track, mark_html_safe, track
from studyplan.catalog.version import per_content
from studyplan.core.scoring import GoalScore
from studyplan.dashboard.viewer import Viewer, viewer_of
from studyplan.goals.services import scores_for
from studyplan.notes.services import NoteState, NoteSubject, note_about, starred_topics
from studyplan.planner.services import planned_tasks
from studyplan.progress.services import NOT_PLANNED, ticks_of
from studyplan.ui import clock
from studyplan.ui.report import report_address


@dataclass(frozen=True, slots=True)
class LevelAnchor:
    """The meaning of a level for this topic, and whether the visitor is there or aims at it."""

    level: int
    name: str
    text: str
    is_yours: bool
    is_target: bool


@dataclass(frozen=True, slots=True)
class RelatedTopic:
    """Another topic, how this one is tied to it, and how firm the visitor is there ("" where that is not known)."""

    topic: Topic
    why: str
    standing: TopicStanding
    is_hard: bool = True
    state: str = ""


@dataclass(frozen=True, slots=True)
class CompanyQuestion:
    """How a company asks about the topic; ``question`` is "" where its reports do not name it."""

    company: Company
    word: pages.Word
    question: str
    is_yours: bool
    answer: material.CompanyAnswer | None = None


@dataclass(frozen=True, slots=True)
class RoundDepth:
    round: schema.Round
    word: pages.Word
    is_yours: bool


@dataclass(frozen=True, slots=True)
class TickTask:
    key: str
    name: str
    label: str
    done: bool


@dataclass(frozen=True, slots=True)
class TopicPage:
    topic: Topic
    text: schema.Topic
    tier: schema.Tier
    count: int
    standing: TopicStanding
    level_name: str
    role: Role
    target: RoleTarget
    target_words: tuple[schema.DepthWord, ...]
    lifted_by: str
    anchors: tuple[LevelAnchor, ...]
    requires: tuple[RelatedTopic, ...]
    leads_to: tuple[RelatedTopic, ...]
    connections: tuple[RelatedTopic, ...]
    companies: tuple[CompanyQuestion, ...]
    always: pages.Word | None
    rounds: tuple[RoundDepth, ...]
    targets: tuple[RoleTarget, ...]
    resources: pages.ResourcePage | None
    tasks: tuple[TickTask, ...]
    lesson: study.Lesson | None
    study: material.Study | None
    problems: tuple[Problem, ...]
    rapid_fire: tuple[material.RapidFire, ...]
    kept: NoteState
    report: str
    previous: Topic | None
    next: Topic | None

    @property
    def is_fully_rated(self) -> bool:
        """Whether the visitor has rated every topic, so that there is a total."""
        return self.resources is not None

    @property
    def your_companies(self) -> tuple[CompanyQuestion, ...]:
        """Those of the visitor's interviews."""
        return tuple(company for company in self.companies if company.is_yours)

    @property
    def your_rounds(self) -> tuple[RoundDepth, ...]:
        """Those of the visitor's interviews."""
        return tuple(depth for depth in self.rounds if depth.is_yours)


def visitor_standings(request: HttpRequest) -> VisitorStandings:
    """Role, and level and target on every topic, for pages that cannot know who is looking."""
    viewer = viewer_of(request)
    role = next(role for role in pages.roles_table().roles if role.slug == viewer.goal.role)
    scores = scores_for(viewer.goal, clock.today(), viewer.levels)
    return VisitorStandings(role, _standings(viewer, scores), starred_topics(request.user))


def _standings(viewer: Viewer, scores: GoalScore) -> dict[str, TopicStanding]:
    return {slug: TopicStanding(viewer.levels.get(slug), score.target) for slug, score in scores.by_slug.items()}


def topic_page(request: HttpRequest, topic: Topic, today: date) -> TopicPage:
    viewer, words = viewer_of(request), track()
    scores = scores_for(viewer.goal, today, viewer.levels)
    standings = _standings(viewer, scores)
    score, standing = scores.by_slug[topic.slug], standings[topic.slug]
    entry = next(entry for entry in pages.topic_entries() if entry.topic == topic)
    targets = next(row.targets for row in pages.roles_table().rows if row.topic == topic)
    target = next(target for target in targets if target.role.slug == viewer.goal.role)
    around = list(pages.topics().values())
    place = around.index(topic)
    return TopicPage(
        topic=topic,
        text=entry.text,
        tier=words.tier(topic.tier),
        count=len(around),
        standing=standing,
        level_name=words.level_name(standing.level) if standing.level else "",
        role=target.role,
        target=target,
        target_words=tuple(words.depth_words[slug] for slug in target.word_slugs),
        lifted_by=words.companies.get(score.lifted_by or "", ""),
        anchors=tuple(_anchors(entry.text, standing, words)),
        requires=tuple(_requires(topic, standings, words.policy)),
        leads_to=tuple(_leads_to(topic, standings)),
        connections=tuple(_connections(entry.text, standings)),
        companies=tuple(_companies(topic, viewer)),
        always=pages.fixed_frequency_word(topic),
        rounds=tuple(_rounds(topic, viewer)),
        targets=targets,
        resources=_resources(topic, viewer, scores),
        tasks=tuple(_tasks(request, topic, words)),
        lesson=study.lesson_of(topic.slug),
        study=study.study_of(topic.slug),
        problems=problems_by_topic().get(topic.slug, ()),
        rapid_fire=study.rapid_fire_of(topic.slug),
        kept=note_about(request.user, NoteSubject(topic)),
        report=report_address(topic.name, request.build_absolute_uri(request.path)),
        previous=around[place - 1] if place else None,
        next=around[place + 1] if place + 1 < len(around) else None,
    )


@per_content
def problems_by_topic() -> dict[str, tuple[Problem, ...]]:
    """The practice problems by topic, in their order."""
    problems: dict[str, tuple[Problem, ...]] = {}
    for problem in Problem.objects.current().select_related("topic"):
        problems[problem.topic.slug] = (*problems.get(problem.topic.slug, ()), problem)
    return problems


def _anchors(text: schema.Topic, standing: TopicStanding, words: Track) -> Iterator[LevelAnchor]:
    for level, anchor in enumerate(text.anchors, start=1):
        is_target = level == standing.target
        yield LevelAnchor(level, words.level_name(level), anchor, level == standing.level, is_target)


@per_content
def _edges() -> tuple[Prerequisite, ...]:
    rows = Prerequisite.objects.select_related("topic", "requires")
    return tuple(rows.order_by("topic__position", "kind", "requires__position"))


def _requires(topic: Topic, standings: dict[str, TopicStanding], policy: schema.TrackPolicy) -> Iterator[RelatedTopic]:
    for edge in _edges():
        if edge.topic == topic:
            standing = standings[edge.requires.slug]
            is_hard = edge.kind == Prerequisite.Kind.HARD
            yield RelatedTopic(
                edge.requires, mark_html_safe(edge.why_html), standing, is_hard, _state(standing.level, policy)
            )


def _state(level: int | None, policy: schema.TrackPolicy) -> str:
    if level is None:
        return ""
    if level < policy.prerequisite_met_from:
        return "unmet"
    return "shaky" if level < policy.prerequisite_firm_from else "met"


def _leads_to(topic: Topic, standings: dict[str, TopicStanding]) -> Iterator[RelatedTopic]:
    for edge in _edges():
        if edge.requires == topic:
            yield RelatedTopic(
                edge.topic,
                mark_html_safe(edge.why_html),
                standings[edge.topic.slug],
                edge.kind == Prerequisite.Kind.HARD,
            )


def _connections(text: schema.Topic, standings: dict[str, TopicStanding]) -> Iterator[RelatedTopic]:
    for connection in text.connections:
        yield RelatedTopic(pages.topics()[connection.topic], connection.how, standings[connection.topic])


def _chosen(values: Iterable[str | None]) -> set[str]:
    return {value for value in values if value}


def _companies(topic: Topic, viewer: Viewer) -> Iterator[CompanyQuestion]:
    """The visitor's companies first, named or not; of the others those that name the topic."""
    yours = _chosen(interview.company for interview in viewer.goal.interviews)
    topic_study = study.study_of(topic.slug)
    answers = {answer.company: answer for answer in topic_study.companies} if topic_study else {}
    for page in sorted(pages.company_pages(), key=lambda page: page.company.slug not in yours):
        row = next((row for row in page.rows if row.topic == topic), None)
        is_yours = page.company.slug in yours
        if row:
            yield CompanyQuestion(page.company, row.word, row.question, is_yours, answers.get(page.company.slug))
        elif is_yours:
            yield CompanyQuestion(page.company, page.unnamed, "", is_yours)


def _rounds(topic: Topic, viewer: Viewer) -> Iterator[RoundDepth]:
    yours = _chosen(slug for interview in viewer.goal.interviews for slug in interview.rounds)
    table = pages.rounds_table()
    row = next(row for row in table.rows if row.topic == topic)
    for round_, word in zip(table.rounds, row.words, strict=True):
        yield RoundDepth(round_, word, round_.slug in yours)


def _resources(topic: Topic, viewer: Viewer, scores: GoalScore) -> pages.ResourcePage | None:
    """Those for the visitor's total that cover the topic; ``None`` until every topic is rated."""
    if len(viewer.levels) < len(scores.topics):
        return None
    level = track().resource_level(scores.total)
    page = next(page for page in pages.resource_pages() if page.level == level)
    fitting = (resource for resource in page.resources if not resource.topics or topic in resource.topics)
    return pages.ResourcePage(level, tuple(fitting))


def _tasks(request: HttpRequest, topic: Topic, words: Track) -> Iterator[TickTask]:
    if not request.user.is_authenticated:
        return
    ticks, planned = ticks_of(request.user), planned_tasks(request.user)
    for column in words.tracker:
        key = f"{column.kind}:{topic.slug}"
        label = _("%(task)s: %(topic)s") % {"task": column.name, "topic": topic.short_name}
        yield TickTask(key, column.name, label, ticks.is_done(key, planned.get(key, NOT_PLANNED)))
