"""The app's own pages and settings, as entries to search and as suggestions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One possible result; ``title`` may be safe markup."""

    title: str | Promise
    url: str
    kind: str | Promise
    topic: str = ""


@dataclass(frozen=True, slots=True)
class AppPage:
    """``words``: what is there, and what people call it. ``is_suggested``: to everybody, before anything is typed."""

    view: str
    title: Promise
    words: Promise
    is_suggested: bool = False


APP_PAGES = (
    AppPage("dashboard:home", _("Today"), _("Your tasks for today, the cards that are due, what is free.")),
    AppPage("planner:plan_detail", _("Plan"), _("Your study plan, week by week: schedule, tasks, hours.")),
    AppPage("progress:tracker", _("Tracker"), _("Every topic and every task in one table: progress, ticks.")),
    AppPage(
        "dashboard:map_detail",
        _("Map"),
        _("Which topics build on which: prerequisites, dependencies."),
        is_suggested=True,
    ),
    AppPage("catalog:topic_list", _("Topics"), _("All topics by tier, with your levels and targets."), True),
    AppPage(
        "catalog:cheat_sheet", _("Cheat sheet"), _("Formulas and red flags on one page, to print."), is_suggested=True
    ),
    AppPage("catalog:primer_list", _("Primer"), _("The mathematics that lessons assume.")),
    AppPage("catalog:guide", _("Guide"), _("How interviews work: rounds, companies, roles, patterns."), True),
    AppPage("practice:practice_home", _("Practice"), _("Cards, problems, mock interviews and checks in one place.")),
    AppPage(
        "practice:problem_list", _("Problems"), _("Practice problems, coding problems, derivations."), is_suggested=True
    ),
    AppPage(
        "practice:card_review",
        _("Cards"),
        _("Review the flashcards that are due: spaced repetition."),
        is_suggested=True,
    ),
    AppPage("practice:card_settings", _("Card settings"), _("New cards a day, retention.")),
    AppPage("practice:mock_list", _("Mock interviews"), _("Rehearse a round against the clock."), True),
    AppPage("practice:warm_up", _("Warm-up quiz"), _("One question per topic, 60 seconds each."), True),
    AppPage("practice:readiness_detail", _("Readiness"), _("How ready you are for the interview, topic by topic.")),
    AppPage("practice:history_detail", _("History"), _("Past mock interviews, attempts, time spent and levels.")),
    AppPage("practice:probe_list", _("Checks"), _("Check the level that you claim: test yourself.")),
    AppPage("assessment:assessment_take", _("Self-assessment"), _("Rate yourself on every topic from 1 to 5.")),
    AppPage("dashboard:result", _("Result"), _("Your total, your path and your plan after the self-assessment.")),
    AppPage(
        "planner:goal_edit",
        _("Goal"),
        _("Change role, company, interview date, minutes, weekdays, days off."),
    ),
    AppPage("planner:interview_list", _("Interviews"), _("Add or move an interview, its date, company and rounds.")),
    AppPage("planner:plan_pause", _("Pause the plan"), _("Take a break for some days: illness, vacation.")),
    AppPage("planner:plan_print", _("Print the plan"), _("The whole plan on paper.")),
    AppPage(
        "planner:calendar_detail",
        _("Calendar"),
        _("Your study days in Google Calendar, Apple Calendar or Outlook."),
    ),
    AppPage("notes:note_list", _("Notes and stars"), _("Everything that you wrote down or starred.")),
    AppPage(
        "accounts:account",
        _("Account"),
        _(
            "Settings: e-mail, password, time zone, theme (light or dark mode), keyboard shortcuts, sessions, "
            "two-factor authentication, passkeys, export, import, delete."
        ),
    ),
    AppPage("accounts:account", _("Time zone"), _("Which day it is for you.")),
    AppPage("accounts:account", _("Theme"), _("Light mode, dark mode, or as your system says.")),
    AppPage("accounts:account", _("Keyboard shortcuts"), _("Switch the keys on or off.")),
    AppPage("mfa_index", _("Two-factor authentication"), _("Passkeys, security keys and codes for logging in.")),
    AppPage("accounts:session_list", _("Where you are logged in"), _("Devices and sessions: log out elsewhere.")),
    AppPage("accounts:email_change", _("Change e-mail address"), _("Log in with another address.")),
    AppPage("account_change_password", _("Change password"), _("Set a new password for your account.")),
    AppPage("accounts:account", _("Export your data"), _("Download everything as a file: backup, JSON.")),
    AppPage("portability:account_delete", _("Delete your account"), _("Delete your account and all of its data.")),
    AppPage("accounts:privacy", _("Privacy"), _("What is stored, and what is not: cookies, data.")),
)


def list_app_pages() -> Iterator[tuple[SearchEntry, str]]:
    for page in APP_PAGES:
        yield SearchEntry(page.title, reverse(page.view), _("Page")), str(page.words)


def suggested_pages() -> Iterator[SearchEntry]:
    for page in APP_PAGES:
        if page.is_suggested:
            yield SearchEntry(page.title, reverse(page.view), _("Page"))
