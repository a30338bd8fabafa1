"""All questions in one shape: warm-up, problems, derivations, rapid fire, probes, recalls, companies' questions …"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from studyplan.catalog import guide, study
from studyplan.catalog.files import material
from studyplan.catalog.files.pace import with_follow_ups
from studyplan.catalog.models import CompanyTopic, Topic
from studyplan.catalog.version import per_content
from studyplan.practice.models import Attempt

ALOUD_SECONDS = 60
"""How long an answer said aloud may take: what interviewers give a question of breadth."""
COMPANY_SECONDS = 4 * 60
CHAIN_SECONDS = 250
MANAGER_SECONDS = 4 * 60
"""The same for what asks for a design or a derivation; a mock interview's format may say otherwise."""


@dataclass(frozen=True, slots=True)
class PracticeQuestion:
    """Something that is asked and has a model answer.

    ``slug`` names it within its kind and topic: a warm-up question has the topic's, a company's question the
    company's, a chain's ``<chain>--<step>``. ``form`` is a problem's own kind: explain, derive or design.
    ``key_points`` grade an answer; a probe has none, it holds or it does not. ``seconds`` are meant for an answer.
    ``setting`` is the situation that a chain's questions are about, ``avoid`` the terms that an answer does without.
    All texts are HTML, made safe when the content was loaded, or plain.
    """

    kind: str
    topic: Topic
    slug: str
    text: str
    answer: str
    seconds: int
    title: str = ""
    form: str = ""
    key_points: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    follow_ups: tuple[material.FollowUp, ...] = ()
    level: int | None = None
    is_hard: bool = False
    rounds: tuple[str, ...] = ()
    company: str = ""
    setting: str = ""
    listens_for: str = ""
    avoid: tuple[str, ...] = ()

    @property
    def points(self) -> int:
        return len(self.key_points) or 1

    @property
    def minutes(self) -> int:
        """Of the whole, follow-ups included."""
        return with_follow_ups(self.seconds // 60, len(self.follow_ups))

    @property
    def key(self) -> str:
        """Its name in forms and element ids: ``problem--loss-functions--focal-loss``."""
        return f"{self.kind}--{self.topic.slug}--{self.slug}"


def question_of(kind: str, topic: str, slug: str) -> PracticeQuestion | None:
    """``None`` where the content holds no such question."""
    return _by_name().get((kind, topic, slug))


def questions(kind: str, topic: str | None = None) -> tuple[PracticeQuestion, ...]:
    """All of a kind, of one topic or of all, in the content's order."""
    of_kind = (question for question in _by_name().values() if question.kind == kind)
    return tuple(question for question in of_kind if topic in (None, question.topic.slug))


@per_content
def _by_name() -> dict[tuple[str, str, str], PracticeQuestion]:
    """Every question of the content that is loaded, made once."""
    all_questions: list[PracticeQuestion] = []
    for topic in Topic.objects.current():
        all_questions += [_warm_up(topic), *_problems(topic), *_coding(topic), *_rapid_fire(topic), *_probes(topic)]
        all_questions += [*_companies(topic), *_derivations(topic), _recall(topic)]
    all_questions += [*_chains(), *_explain()]
    return {(question.kind, question.topic.slug, question.slug): question for question in all_questions}


def _warm_up(topic: Topic) -> PracticeQuestion:
    text = guide.topic_texts()[topic.slug].warm_up
    return PracticeQuestion(
        Attempt.Kind.WARM_UP,
        topic,
        topic.slug,
        text.question,
        text.answer,
        ALOUD_SECONDS,
        key_points=tuple(text.key_points),
    )


def _problems(topic: Topic) -> Iterator[PracticeQuestion]:
    for text in study.problems_of(topic.slug):
        yield PracticeQuestion(
            Attempt.Kind.PROBLEM,
            topic,
            text.slug,
            text.question,
            text.solution,
            text.minutes * 60,
            title=text.title,
            form=text.kind,
            key_points=text.key_points,
            hints=text.hints,
            follow_ups=text.follow_ups,
            is_hard=text.hard,
            rounds=text.rounds,
        )


def _coding(topic: Topic) -> Iterator[PracticeQuestion]:
    codes = study.code_of(topic.slug)
    for text in study.coding_problems_of(topic.slug):
        yield PracticeQuestion(
            Attempt.Kind.CODING,
            topic,
            text.slug,
            format_html("{}{}", text.task, _program(text.signature)),
            format_html("{}{}<p>{}</p>", _program(codes[text.slug].reference), text.walkthrough, text.complexity),
            text.minutes * 60,
            title=text.title,
            key_points=text.key_points,
            hints=text.hints,
            follow_ups=text.follow_ups,
            rounds=text.rounds,
        )


def _program(code: str) -> SafeString:
    return format_html('<pre tabindex="0"><code class="language-python">{}</code></pre>', code)


def _derivations(topic: Topic) -> Iterator[PracticeQuestion]:
    """Each step that came without being uncovered is a key point."""
    for text in study.derivations_of(topic.slug):
        yield PracticeQuestion(
            Attempt.Kind.DERIVATION,
            topic,
            text.slug,
            text.statement,
            format_html_join("", "{}", ((step.move,) for step in text.steps)),
            text.minutes * 60,
            title=text.title,
            key_points=tuple(step.move for step in text.steps),
            hints=text.hints,
        )


def _recall(topic: Topic) -> PracticeQuestion:
    """What a topic's cheat sheet holds, asked without it."""
    text = guide.topic_texts()[topic.slug]
    return PracticeQuestion(
        Attempt.Kind.RECALL,
        topic,
        topic.slug,
        topic.name,
        format_html("{}{}{}", text.one_liner, text.formula.tex, text.red_flag),
        ALOUD_SECONDS,
        key_points=(text.one_liner, text.formula.tex, text.red_flag),
    )


def _rapid_fire(topic: Topic) -> Iterator[PracticeQuestion]:
    for text in study.rapid_fire_of(topic.slug):
        yield PracticeQuestion(
            Attempt.Kind.RAPID_FIRE,
            topic,
            text.slug,
            text.question,
            text.answer,
            ALOUD_SECONDS,
            key_points=text.key_points,
        )


def _probes(topic: Topic) -> Iterator[PracticeQuestion]:
    for text in study.probes_of(topic.slug):
        yield PracticeQuestion(
            Attempt.Kind.PROBE, topic, text.slug, text.question, text.answer, ALOUD_SECONDS, level=text.level
        )


def _companies(topic: Topic) -> Iterator[PracticeQuestion]:
    texts = study.study_of(topic.slug)
    answers = {answer.company: answer for answer in texts.companies} if texts else {}
    for asked in CompanyTopic.objects.select_related("company").filter(topic=topic, company__slug__in=answers):
        text = answers[asked.company.slug]
        yield PracticeQuestion(
            Attempt.Kind.COMPANY,
            topic,
            asked.company.slug,
            asked.question,
            text.answer,
            COMPANY_SECONDS,
            title=asked.company.name,
            key_points=text.key_points,
            company=asked.company.slug,
        )


def _chains() -> Iterator[PracticeQuestion]:
    topics = Topic.objects.in_bulk(field_name="slug")
    for slug, chain in guide.chains().items():
        for step in chain.steps:
            yield PracticeQuestion(
                Attempt.Kind.CHAIN,
                topics[step.topic],
                f"{slug}--{step.slug}",
                step.question,
                step.answer,
                CHAIN_SECONDS,
                title=step.name,
                key_points=step.key_points,
                rounds=chain.rounds,
                setting=chain.setting,
                listens_for=step.listens_for,
            )


def _explain() -> Iterator[PracticeQuestion]:
    topics = Topic.objects.in_bulk(field_name="slug")
    for prompt in guide.manager_prompts():
        yield PracticeQuestion(
            Attempt.Kind.EXPLAIN,
            topics[prompt.topic],
            prompt.slug,
            prompt.question,
            prompt.answer,
            MANAGER_SECONDS,
            key_points=prompt.key_points,
            avoid=prompt.avoid,
        )
