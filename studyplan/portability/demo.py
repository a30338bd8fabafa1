"""Simulate a learner's first three weeks, day by day through the app's own services, so that every page has content."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from studyplan.accounts.models import AccountEvent, User
from studyplan.assessment.services import levels_of
from studyplan.catalog.guide import mock_formats
from studyplan.catalog.models import Company, Problem, Round, Topic
from studyplan.catalog.study import lesson_of
from studyplan.core.model import Goal, GoalInterview
from studyplan.dashboard.claiming import take_assessment
from studyplan.goals.debriefs import find_awaiting_debrief, make_debrief_form, save_debrief
from studyplan.goals.models import Interview
from studyplan.goals.services import default_goal, read_goal, save_goal
from studyplan.notes.services import NoteSubject, set_star, set_text
from studyplan.planner.models import CalendarFeed
from studyplan.planner.replan.task_choices import defer_task, find_open_tasks, skip_task
from studyplan.planner.services import adopt, adopt_repair, document_in, planned_tasks, propose_for
from studyplan.practice.cards.memories import memory_version
from studyplan.practice.cards.own import add_card
from studyplan.practice.cards.queue import build_session
from studyplan.practice.cards.services import give_grade
from studyplan.practice.checks import services as probes
from studyplan.practice.drills import services as drills
from studyplan.practice.drills.select import DrillRequest, build_pool, draw_mock
from studyplan.practice.models import Attempt, Drill, PracticeSettings, Review
from studyplan.practice.questions.attempts import Answer, record, record_answer_set
from studyplan.practice.questions.bank import PracticeQuestion, questions
from studyplan.progress.models import Completion
from studyplan.progress.sections import sections_read, set_read
from studyplan.progress.services import set_done, set_took
from studyplan.ui import clock

DAYS = 21
MISSED = frozenset({4, 9, 15, 16, 20})
EVENING = time(18, 30)
MOST_CARDS = 12

Grade, Took = Review.Grade, Completion.Took


def make_learner(email: str, password: str, now: datetime, seed: str = "demo", days: int = DAYS) -> User:
    """A new account with ``days`` of history up to ``now``; the same ``seed`` gives the same history."""
    zone = timezone.get_current_timezone_name()
    began = now - timedelta(days=days)
    with transaction.atomic():
        user = User.objects.create_user(email, password, time_zone=zone, date_joined=began)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        AccountEvent.objects.create(user=user, kind=AccountEvent.Kind.SIGN_UP, happened_at=began)
        DemoLearner(user, now, Random(seed), days).live()  # noqa: S311 - not used for secrets
    return user


class DemoLearner:
    """One learner's days, as they act on each; ``now`` falls within the last one, which is not over yet."""

    def __init__(self, user: User, now: datetime, chance: Random, days: int) -> None:
        self.user = user
        self.end = self.now = now
        self.chance = chance
        self.days = days
        self.topics = list(Topic.objects.current())
        self.weak, self.overrated, self.confirmed = self.topics[0], self.topics[1], self.topics[2]

    def live(self) -> None:
        """Sign up, then study on the evenings."""
        last = clock.day_of(self.end)
        for number in range(self.days + 1):
            day = last - timedelta(days=self.days - number)
            evening = datetime.combine(day, EVENING, tzinfo=timezone.get_current_timezone()).astimezone(UTC)
            self.now = min(evening, self.end)
            if number not in MISSED:
                self.live_day(number)

    @property
    def today(self) -> date:
        return clock.day_of(self.now)

    def pass_time(self, minutes: float) -> None:
        """Let time pass, but not beyond the end."""
        self.now = min(self.now + timedelta(minutes=minutes), self.end)

    def live_day(self, number: int) -> None:
        """One day: what it is special for, then the plan's tasks and the cards."""
        match number:
            case 0:
                self.sign_up()
            case 2:
                self.write_notes()
            case 6:
                self.take_probes(self.overrated, held=False)
            case 7:
                self.take_probes(self.confirmed, held=True)
            case 8 | 13 | 19:
                self.finish_mock()
            case 10:
                self.write_debrief()
            case 12:
                CalendarFeed.objects.make(self.user, self.now)
            case 14:
                self.rate_again()
            case 17:
                self.take_warm_up(0.75)
                self.skip_task()
            case 18:
                self.take_repair()
        if number % 3 == 1:
            self.solve_problem(self.topics[number % len(self.topics)])
        is_over = number < self.days
        self.do_tasks(0.9 if is_over else 0.5)
        self.review_cards(MOST_CARDS if is_over else MOST_CARDS // 3)
        if not is_over:
            self.now = self.end
            self.begin_mock()

    # What is said of oneself

    def sign_up(self) -> None:
        """A goal with two interviews, a first assessment, and the warm-up."""
        first, *_others, last = Company.objects.current()
        rounds = tuple(Round.objects.current().values_list("slug", flat=True)[:2])
        goal = Goal(
            role=default_goal().role,
            minutes=75,
            weekdays=default_goal().weekdays,
            days_off=tuple(self.today + timedelta(days=DAYS + days) for days in (4, 5)),
            interviews=(
                GoalInterview(company=last.slug, rounds=rounds[:1], on=self.today + timedelta(days=9)),
                GoalInterview(company=first.slug, rounds=rounds, on=self.today + timedelta(days=DAYS + 24)),
            ),
        )
        save_goal(self.user, goal, self.now)
        PracticeSettings.objects.create(user=self.user, card_minutes=10)
        levels = {topic.slug: self.chance.choice((1, 2, 2, 3)) for topic in self.topics}
        levels |= {self.weak.slug: 1, self.overrated.slug: 4, self.confirmed.slug: 3}
        self.rate(levels, levels)
        self.pass_time(5)
        self.take_warm_up(0.4)

    def rate(self, levels: dict[str, int], rated: Iterable[str]) -> None:
        """An assessment, in which the topics that are not ``rated`` keep their levels."""
        take_assessment(self.user, levels, frozenset(rated), self.now, self.today)

    def rate_again(self) -> None:
        """Raise the topics that were studied most; the plan follows."""
        levels = levels_of(self.user)
        better = {self.weak.slug: levels[self.weak.slug] + 1, self.confirmed.slug: levels[self.confirmed.slug] + 1}
        self.rate(levels | better, better)
        self.renew_plan()

    def write_debrief(self) -> None:
        awaiting = find_awaiting_debrief(read_goal(self.user).interviews, self.today)
        if awaiting:
            interview = Interview.objects.get(pk=awaiting.pk)
            asked = f"They began with {self.weak.name}, and went on to a case from their own product."
            form = make_debrief_form(interview, {"outcome": "waiting", "asked": asked, "topics": [self.weak.slug]})
            form.full_clean()
            save_debrief(interview, form, self.now)
            self.renew_plan()

    def renew_plan(self) -> None:
        proposal = propose_for(self.user, self.today)
        if proposal:
            adopt(self.user, proposal, self.now)

    def take_repair(self) -> None:
        """One more practice of what did not go well."""
        proposal = propose_for(self.user, self.today, repair=self.overrated.slug)
        if proposal:
            adopt_repair(self.user, self.overrated, proposal, self.now, self.today)

    def skip_task(self) -> None:
        """The last open task of the plan; the next one is put off."""
        opened = find_open_tasks(self.user)
        for key in list(opened)[-1:]:
            skip_task(self.user, key, "Not for this interview.", self.now, self.today)
        for key, task in list(find_open_tasks(self.user).items())[:1]:
            defer_task(self.user, key, task.on, self.now, self.today)

    def write_notes(self) -> None:
        for topic, text in (
            (self.weak, "Draw the picture first, then the formula."),
            (self.confirmed, "Ask again: why?"),
        ):
            set_text(self.user, NoteSubject(topic), text, seen="", now=self.now)
        add_card(
            self.user,
            self.weak,
            "What did they ask about the double descent curve?",
            "Where the peak is, and what moves it: label noise, and the number of examples.",
            self.now,
        )
        problem = Problem.objects.select_related("topic").filter(topic=self.weak).first()
        for about in (NoteSubject(self.weak), *([NoteSubject(self.weak, problem)] if problem else [])):
            set_star(self.user, about, True)

    # What is done

    def do_tasks(self, share: float) -> None:
        """Tick about ``share`` (0–1) of today's planned tasks, and report for some how long they took."""
        document = document_in(self.user.plans.current().get())
        day, planned = document.day_on(self.today), planned_tasks(self.user)
        tasks = day.tasks if day else ()
        for task in tasks[: round(len(tasks) * share)]:
            facts = planned[task.key]
            self.pass_time(task.minutes)
            set_done(self.user, task.key, task.sitting, True, planned=facts, now=self.now, today=self.today)
            if task.kind == "read":
                self.read_lesson(task.topics[0])
            took = self.chance.choice(("", Took.AS_PLANNED, Took.AS_PLANNED, Took.LONGER))
            if took:
                set_took(self.user, task.key, task.sitting, took, planned=facts)

    def read_lesson(self, topic: str) -> None:
        """Two more of its sections."""
        lesson, read = lesson_of(topic), sections_read(self.user, topic)
        unread = [section.slug for section in (lesson.sections if lesson else ()) if section.slug not in read]
        for section in unread[:2]:
            set_read(self.user, topic, section, True, self.now)

    def review_cards(self, most: int) -> None:
        """Grade each of the first cards of today once."""
        for asked in build_session(self.user, self.now, self.today).queue[:most]:
            card, shown_at = asked.text.card, self.now
            self.pass_time(0.3)
            give_grade(
                self.user,
                card,
                self.chance.choice((Grade.AGAIN, Grade.HARD, Grade.GOOD, Grade.GOOD, Grade.GOOD, Grade.EASY)),
                seen=memory_version(self.user, card),
                now=self.now,
                today=self.today,
                shown_at=shown_at,
            )

    def choose_hits(self, question: PracticeQuestion, share: float) -> tuple[int, ...]:
        """Each key point with the probability ``share`` (0–1)."""
        return tuple(point for point in range(question.points) if self.chance.random() < share)

    def take_warm_up(self, share: float) -> None:
        asked = questions(Attempt.Kind.WARM_UP)
        answers = [Answer(question, self.choose_hits(question, share), seconds=45) for question in asked]
        record_answer_set(self.user, answers, now=self.now, today=self.today)

    def solve_problem(self, topic: Topic) -> None:
        """Answer one of the topic's problems in writing."""
        asked = questions(Attempt.Kind.PROBLEM, topic.slug)
        if asked:
            question = self.chance.choice(asked)
            self.pass_time(question.minutes)
            text = "I would state the assumptions, then derive it step by step."
            hits, seconds = self.choose_hits(question, 0.6), question.seconds
            record(self.user, question, hits, now=self.now, today=self.today, answer=text, seconds=seconds)

    def take_probes(self, topic: Topic, held: bool) -> None:
        """Probes of the level that the topic is rated at."""
        target = levels_of(self.user)[topic.slug]
        asked = probes.draw_probes(self.user, topic, probes.level_to_check(topic, target, target))
        answers = [Answer(probe, (0,) if held else ()) for probe in asked]
        record_answer_set(self.user, answers, now=self.now, today=self.today)

    # Mock interviews

    def begin_mock(self) -> Drill:
        """A mock interview of the format whose turn it is, at its first question."""
        formats = mock_formats().formats
        count = self.user.drills.count()
        chosen = formats[count % len(formats)]
        drawn = draw_mock(chosen, build_pool(self.user, DrillRequest(chosen.round or "", "", str(count)), self.today))
        setting = drills.DrillSettings(Drill.Kind.MOCK, chosen.slug)
        return drills.start(self.user, setting, drawn, self.now, self.today)[0]

    def finish_mock(self) -> None:
        """A mock interview to its end, judged, and counted for the topics that it may count for."""
        drill = self.begin_mock()
        for step in drills.steps_of(drill):
            self.pass_time(step.seconds / 60)
            drills.reveal(self.user, drill, step.place, "", self.now)
            drills.record_answer(
                self.user, drill, step.place, self.choose_hits(step.question, 0.6), {}, self.now, self.today
            )
        drills.set_structure(self.user, drill, Drill.STRUCTURE[:2])
        drill.refresh_from_db()
        drills.tick_tasks(self.user, drills.creditable_tasks(drill), planned_tasks(self.user), self.now, self.today)
