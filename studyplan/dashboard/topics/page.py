"""A topic's page as data: what its file says, seen from the visitor's role, company, rounds and levels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import HttpRequest
from django.utils.translation import gettext as _

from studyplan.catalog import pages, study
from studyplan.catalog.files import material, schema
from studyplan.catalog.models import Company, Prerequisite, Problem, Role, RoleTarget, Topic
from studyplan.catalog.pages import TopicStanding, VisitorStandings
from studyplan.catalog.track import Track, mark_html_safe, track
from studyplan.catalog.version import content_version, per_content
from studyplan.core.scoring import GoalScore
from studyplan.dashboard.viewer import Viewer, viewer_of
from studyplan.goals.services import scores_for
from studyplan.notes.services import NoteSubject, note_about, starred_topics
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


class TopicPage:
    """The page's parts, each made when it is printed: the template keeps as text what is the same for everybody."""

    def __init__(self, request: HttpRequest, topic: Topic, today: date) -> None:
        self.request = request
        self.topic = topic
        self.today = today
        self.viewer = viewer_of(request)
        self.version = content_version()
        self.entry = next(entry for entry in pages.topic_entries() if entry.topic == topic)
        self.text = self.entry.text
        self.kept = note_about(request.user, NoteSubject(topic))

    @cached_property
    def scores(self) -> GoalScore:
        return scores_for(self.viewer.goal, self.today, self.viewer.levels)

    @cached_property
    def standings(self) -> dict[str, TopicStanding]:
        return _standings(self.viewer, self.scores)

    @property
    def standing(self) -> TopicStanding:
        return self.standings[self.topic.slug]

    @property
    def tier(self) -> schema.Tier:
        return track().tier(self.topic.tier)

    @property
    def count(self) -> int:
        return len(pages.topics())

    @cached_property
    def level_name(self) -> str:
        return track().level_name(self.standing.level) if self.standing.level else ""

    @cached_property
    def targets(self) -> tuple[RoleTarget, ...]:
        """In the order of the roles' table."""
        return next(row.targets for row in pages.roles_table().rows if row.topic == self.topic)

    @cached_property
    def target(self) -> RoleTarget:
        """That of the visitor's role."""
        return next(target for target in self.targets if target.role.slug == self.viewer.goal.role)

    @property
    def role(self) -> Role:
        return self.target.role

    @property
    def target_words(self) -> tuple[schema.DepthWord, ...]:
        return tuple(track().depth_words[slug] for slug in self.target.word_slugs)

    @cached_property
    def lifted_by(self) -> str:
        """The company because of which the target is above the role's; "" where it is not."""
        return track().companies.get(self.scores.by_slug[self.topic.slug].lifted_by or "", "")

    @property
    def anchors(self) -> tuple[LevelAnchor, ...]:
        return tuple(_anchors(self.text, self.standing, track()))

    @cached_property
    def requires(self) -> tuple[RelatedTopic, ...]:
        return tuple(_requires(self.topic, self.standings, track().policy))

    @cached_property
    def leads_to(self) -> tuple[RelatedTopic, ...]:
        return tuple(_leads_to(self.topic, self.standings))

    @cached_property
    def connections(self) -> tuple[RelatedTopic, ...]:
        return tuple(_connections(self.text, self.standings))

    @cached_property
    def companies(self) -> tuple[CompanyQuestion, ...]:
        return tuple(_companies(self.topic, self.viewer))

    @property
    def your_companies(self) -> tuple[CompanyQuestion, ...]:
        """Those of the visitor's interviews."""
        return tuple(company for company in self.companies if company.is_yours)

    @cached_property
    def always(self) -> pages.Word | None:
        return pages.fixed_frequency_word(self.topic)

    @cached_property
    def rounds(self) -> tuple[RoundDepth, ...]:
        return tuple(_rounds(self.topic, self.viewer))

    @property
    def your_rounds(self) -> tuple[RoundDepth, ...]:
        """Those of the visitor's interviews."""
        return tuple(depth for depth in self.rounds if depth.is_yours)

    @cached_property
    def resources(self) -> pages.ResourcePage | None:
        return _resources(self.topic, self.viewer, self.scores)

    @property
    def is_fully_rated(self) -> bool:
        """Whether the visitor has rated every topic, so that there is a total."""
        return self.resources is not None

    @cached_property
    def tasks(self) -> tuple[TickTask, ...]:
        return tuple(_tasks(self.request, self.topic, track()))

    @cached_property
    def lesson(self) -> study.Lesson | None:
        return study.lesson_of(self.topic.slug)

    @cached_property
    def study(self) -> material.Study | None:
        return study.study_of(self.topic.slug)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        return problems_by_topic().get(self.topic.slug, ())

    @cached_property
    def derivations(self) -> tuple[material.Derivation, ...]:
        return study.derivations_of(self.topic.slug)

    @cached_property
    def coding_problems(self) -> tuple[material.CodingProblem, ...]:
        return study.coding_problems_of(self.topic.slug)

    @cached_property
    def rapid_fire(self) -> tuple[material.RapidFire, ...]:
        return study.rapid_fire_of(self.topic.slug)

    @property
    def report(self) -> str:
        return report_address(self.topic.name, self.request.build_absolute_uri(self.request.path))

    @property
    def previous(self) -> Topic | None:
        return self._neighbor(-1)

    @property
    def next(self) -> Topic | None:
        return self._neighbor(1)

    def _neighbor(self, step: int) -> Topic | None:
        around = list(pages.topics().values())
        place = around.index(self.topic) + step
        return around[place] if 0 <= place < len(around) else None


def visitor_standings(request: HttpRequest) -> VisitorStandings:
    """Role, and level and target on every topic, for pages that cannot know who is looking."""
    viewer = viewer_of(request)
    role = next(role for role in pages.roles_table().roles if role.slug == viewer.goal.role)
    scores = scores_for(viewer.goal, clock.today(), viewer.levels)
    return VisitorStandings(role, _standings(viewer, scores), starred_topics(request.user), viewer.is_anyone)


def _standings(viewer: Viewer, scores: GoalScore) -> dict[str, TopicStanding]:
    return {slug: TopicStanding(viewer.levels.get(slug), score.target) for slug, score in scores.by_slug.items()}


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
