"""The tables that an account owns: the one list behind the download and the deletion's count.

A test walks every model that belongs to a user and every column of it: what is neither listed here nor left out for a
stated reason fails, so that a table or column added later cannot be forgotten.
"""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from studyplan.accounts.models import Session, User
from studyplan.assessment import drafts
from studyplan.assessment.models import Assessment, Rating
from studyplan.goals.debriefs import debrief_of
from studyplan.goals.models import Debrief, Interview, StudyGoal
from studyplan.goals.values import DAY_CODES
from studyplan.notes.models import Note
from studyplan.notes.services import NoteSubject
from studyplan.outbox.models import Mail
from studyplan.planner.models import CalendarFeed, Plan
from studyplan.portability import practice
from studyplan.portability.tables import IMPLIED, Section, Table
from studyplan.practice.models import AnswerSummary, ReviewSummary
from studyplan.progress.models import Completion, SectionRead, TaskChoice
from studyplan.reminders.models import Reminder

RIGHTS = "given by whoever runs the installation"


USER_TABLE = Table(
    User,
    ("email", "date_joined", "last_login", "time_zone", "day_ends_at", "keyboard_shortcuts"),
    {
        "id": IMPLIED,
        "password": "a secret, and useless elsewhere",
        "is_active": RIGHTS,
        "is_staff": RIGHTS,
        "is_superuser": RIGHTS,
        "groups": RIGHTS,
        "user_permissions": RIGHTS,
    },
)
EMAIL_ADDRESS_TABLE = Table(EmailAddress, ("email", "verified", "primary"), {"id": IMPLIED, "user": IMPLIED})
ASSESSMENT_TABLE = Table(Assessment, ("taken_at",), {"id": IMPLIED, "user": IMPLIED})
RATING_TABLE = Table(Rating, ("topic", "level", "is_copied"), {"id": IMPLIED, "assessment": IMPLIED})
GOAL_TABLE = Table(
    StudyGoal,
    ("role", "minutes", "days_off", "pace", "updated_at"),
    {"id": IMPLIED, "user": IMPLIED, "weekdays": "as a list of days"}
    | {f"minutes_{code}": "by day, of those that have their own" for code in DAY_CODES},
)
INTERVIEW_TABLE = Table(Interview, ("company", "on"), {"id": IMPLIED, "goal": IMPLIED, "rounds": "as a list of slugs"})
DEBRIEF_TABLE = Table(
    Debrief,
    ("outcome", "asked", "notes", "written_at"),
    {"id": IMPLIED, "interview": IMPLIED, "topics": "as a list of slugs"},
)
COMPLETION_TABLE = Table(
    Completion,
    ("task", "sitting", "minutes", "pace", "took", "level", "done_at", "done_on"),
    {"id": IMPLIED, "user": IMPLIED},
)
SECTION_READ_TABLE = Table(SectionRead, ("topic", "section", "read_at"), {"id": IMPLIED, "user": IMPLIED})
TASK_CHOICE_TABLE = Table(
    TaskChoice, ("task", "kind", "until", "reason", "made_at", "is_in_force"), {"id": IMPLIED, "user": IMPLIED}
)
NOTE_TABLE = Table(
    Note,
    ("text", "is_starred", "written_at"),
    {"id": IMPLIED, "user": IMPLIED, "topic": "as part of a slug", "problem": "as part of a slug"},
)
PLAN_TABLE = Table(
    Plan,
    ("built_at", "content_version", "is_current", "inputs", "document"),
    {"id": "as a number", "user": IMPLIED, "previous": "by its number", "outline": "made from the document"},
)
CALENDAR_FEED_TABLE = Table(
    CalendarFeed,
    ("created_at",),
    {"id": IMPLIED, "user": IMPLIED, "token": "a secret: whoever finds the file could read the calendar"},
)
REMINDER_TABLE = Table(Reminder, ("rhythm", "hour", "weekday", "last_on"), {"id": IMPLIED, "user": IMPLIED})
SECRETS = "gone once the mail is sent; until then it may hold a link that is a secret"
MAIL_TABLE = Table(
    Mail,
    ("recipient", "subject", "state", "tries", "created_at", "next_try_at", "give_up_at", "sent_at"),
    {"id": IMPLIED, "user": IMPLIED, "text": SECRETS, "html": SECRETS, "headers": SECRETS}
    | {"error": "what the mail server said, for the person who runs the installation"},
)

# Rows that belong to a user and are not exported, each with the reason. They are deleted with the account all the same.
NOT_EXPORTED: dict[type[Model], str] = {
    AnswerSummary: "follows from the attempts",
    ReviewSummary: "follows from the reviews",
    Session: "keys of open log-ins: secrets that end with them; the ratings in them are exported as unfinished",
    EmailConfirmation: "links in mails that were sent: secrets",
    Authenticator: "second factors: secrets that fit this installation only",
    LogEntry: "what an administrator did, kept for the installation",
}


def export_user(user: User) -> dict[str, Any]:
    """The address and the settings."""
    addresses = EmailAddress.objects.filter(user=user).order_by("pk")
    return {**USER_TABLE.row(user), "email_addresses": [EMAIL_ADDRESS_TABLE.row(address) for address in addresses]}


def export_assessments(user: User) -> list[dict[str, Any]]:
    """Every assessment, oldest first, with its ratings in topic order."""
    assessments = user.assessments.order_by("taken_at", "pk").prefetch_related("ratings__topic")
    return [{**ASSESSMENT_TABLE.row(assessment), "ratings": export_ratings(assessment)} for assessment in assessments]


def export_ratings(assessment: Assessment) -> list[dict[str, Any]]:
    by_topic = sorted(assessment.ratings.all(), key=lambda rating: rating.topic.position)
    return [RATING_TABLE.row(rating) for rating in by_topic]


def export_unfinished_ratings(user: User) -> list[dict[str, int]]:
    """Ratings that are not an assessment yet, topic by topic: one set for each log-in that holds some."""
    # Sorted here: asked to sort, PostgreSQL may walk all sessions in that order to find a user's few.
    in_order = sorted(user.sessions.all(), key=lambda session: session.expire_date)
    sessions = [session.get_decoded() for session in in_order]
    return [session[drafts.DRAFT_KEY] for session in sessions if session.get(drafts.DRAFT_KEY)]


def export_goal(user: User) -> dict[str, Any] | None:
    """The goal with its interviews, if there is one."""
    goal = StudyGoal.objects.filter(user=user).select_related("role").first()
    if goal is None:
        return None
    weekdays = [code for number, code in enumerate(DAY_CODES) if goal.weekdays >> number & 1]
    interviews = Interview.objects.of(user)
    return {
        **GOAL_TABLE.row(goal),
        "weekday_minutes": {code: minutes for code in DAY_CODES if (minutes := getattr(goal, f"minutes_{code}"))},
        "weekdays": weekdays,
        "interviews": [export_interview(interview) for interview in interviews],
    }


def export_interview(interview: Interview) -> dict[str, Any]:
    """One interview with its rounds, and what was written about it."""
    rounds = [round_.slug for round_ in interview.rounds.all()]
    return {**INTERVIEW_TABLE.row(interview), "rounds": rounds, "debrief": export_debrief(debrief_of(interview))}


def export_debrief(debrief: Debrief | None) -> dict[str, Any] | None:
    """One debrief with the topics that it names."""
    return {**DEBRIEF_TABLE.row(debrief), "topics": [topic.slug for topic in debrief.topics.all()]} if debrief else None


def export_completions(user: User) -> list[dict[str, Any]]:
    """Oldest first."""
    return [COMPLETION_TABLE.row(tick) for tick in user.completions.order_by("done_at", "pk")]


def export_sections_read(user: User) -> list[dict[str, Any]]:
    """Oldest first."""
    return [SECTION_READ_TABLE.row(section) for section in user.sections_read.order_by("read_at", "pk")]


def export_task_choices(user: User) -> list[dict[str, Any]]:
    """Oldest first."""
    return [TASK_CHOICE_TABLE.row(choice) for choice in user.task_choices.order_by("made_at", "pk")]


def export_notes(user: User) -> list[dict[str, Any]]:
    """Every note and star, with the topic, or topic and problem, that it is about."""
    notes = user.notes.select_related("topic", "problem").order_by("pk")
    return [{"about": NoteSubject(note.topic, note.problem).key, **NOTE_TABLE.row(note)} for note in notes]


def export_plans(user: User) -> list[dict[str, Any]]:
    """Every plan, oldest first, numbered so that the one in force can name the one that undo brings back."""
    plans = list(user.plans.order_by("built_at", "pk"))
    numbers = {plan.pk: number for number, plan in enumerate(plans, start=1)}
    return [
        {"number": numbers[plan.pk], "previous": numbers.get(plan.previous_id or 0), **PLAN_TABLE.row(plan)}
        for plan in plans
    ]


def export_calendar_feed(user: User) -> dict[str, Any] | None:
    """When the calendar's secret address was made, if there is one."""
    feed = CalendarFeed.objects.filter(user=user).first()
    return CALENDAR_FEED_TABLE.row(feed) if feed else None


def export_reminders(user: User) -> dict[str, Any] | None:
    """When reminders come, if that was ever chosen."""
    reminder = getattr(user, "reminder", None)
    return REMINDER_TABLE.row(reminder) if reminder else None


def export_mails(user: User) -> list[dict[str, Any]]:
    """Oldest first."""
    return [MAIL_TABLE.row(mail) for mail in user.mails.order_by("created_at", "pk")]


def count_account(user: User) -> str:
    return _("the account %(email)s with its settings and open log-ins") % {"email": user.email}


def count_assessments(user: User) -> str:
    number = user.assessments.count()
    return ngettext("%(count)d assessment", "%(count)d assessments", number) % {"count": number} if number else ""


def count_unfinished_ratings(user: User) -> str:
    number = sum(len(ratings) for ratings in export_unfinished_ratings(user))
    text = ngettext("%(count)d rating not saved yet", "%(count)d ratings not saved yet", number)
    return text % {"count": number} if number else ""


def count_goal(user: User) -> str:
    """The goal, with the number of its interviews."""
    goals = StudyGoal.objects.filter(user=user)
    interviews = Interview.objects.filter(goal__in=goals).count()
    if not goals:
        return ""
    text = ngettext("the goal, with %(count)d interview", "the goal, with %(count)d interviews", interviews)
    return text % {"count": interviews}


def count_completions(user: User) -> str:
    number = user.completions.count()
    return ngettext("%(count)d tick", "%(count)d ticks", number) % {"count": number} if number else ""


def count_sections_read(user: User) -> str:
    number = user.sections_read.count()
    text = ngettext("%(count)d section marked as read", "%(count)d sections marked as read", number)
    return text % {"count": number} if number else ""


def count_task_choices(user: User) -> str:
    number = user.task_choices.count()
    text = ngettext("%(count)d task put off or skipped", "%(count)d tasks put off or skipped", number)
    return text % {"count": number} if number else ""


def count_notes(user: User) -> str:
    """Notes and stars are counted together: one topic or problem may have both."""
    number = user.notes.count()
    text = ngettext("%(count)d note or star", "%(count)d notes and stars", number)
    return text % {"count": number} if number else ""


def count_plans(user: User) -> str:
    number = user.plans.count()
    return ngettext("%(count)d plan", "%(count)d plans", number) % {"count": number} if number else ""


def count_calendar_feed(user: User) -> str:
    return _("the secret address of the calendar") if CalendarFeed.objects.filter(user=user).exists() else ""


def count_reminders(user: User) -> str:
    return _("the choice of reminders") if Reminder.objects.filter(user=user).exists() else ""


def count_mails(user: User) -> str:
    number = user.mails.count()
    text = ngettext("%(count)d mail that was sent or waits", "%(count)d mails that were sent or wait", number)
    return text % {"count": number} if number else ""


SECTIONS = (
    Section("account", (USER_TABLE, EMAIL_ADDRESS_TABLE), export_user, count_account),
    Section("assessments", (ASSESSMENT_TABLE, RATING_TABLE), export_assessments, count_assessments),
    Section("unfinished_ratings", (), export_unfinished_ratings, count_unfinished_ratings),
    Section("goal", (GOAL_TABLE, INTERVIEW_TABLE, DEBRIEF_TABLE), export_goal, count_goal),
    Section("completions", (COMPLETION_TABLE,), export_completions, count_completions),
    Section("sections_read", (SECTION_READ_TABLE,), export_sections_read, count_sections_read),
    Section("task_choices", (TASK_CHOICE_TABLE,), export_task_choices, count_task_choices),
    Section("notes", (NOTE_TABLE,), export_notes, count_notes),
    *practice.PRACTICE_SECTIONS,
    Section("plans", (PLAN_TABLE,), export_plans, count_plans),
    Section("calendar_feed", (CALENDAR_FEED_TABLE,), export_calendar_feed, count_calendar_feed),
    Section("reminders", (REMINDER_TABLE,), export_reminders, count_reminders),
    Section("mails", (MAIL_TABLE,), export_mails, count_mails),
)
