"""Names and figures as sentences need them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from studyplan.catalog.models import Company, Role, Round, Topic
from studyplan.catalog.track import track
from studyplan.catalog.version import per_content
from studyplan.planner.documents import StoredNote


def day_name(on: date) -> str:
    """A date as in a diary: Thu, Dec 3."""
    return date_format(on, "SHORT_DAY")


@dataclass(frozen=True, slots=True)
class Names:
    """The names that sentences need."""

    topics: Mapping[str, str]
    roles: Mapping[str, str]
    companies: Mapping[str, str]
    rounds: Mapping[str, str]

    def topic(self, note: StoredNote, param: str = "topic") -> str:
        return self.topics[note.text(param)]

    def listing(self, names: Iterable[str]) -> str:
        """Names in a row: A and B; A, B, and C."""
        *most, last = names
        if not most:
            return last
        text = _("%(most)s and %(last)s") if len(most) == 1 else _("%(most)s, and %(last)s")
        return text % {"most": ", ".join(most), "last": last}

    def topic_list(self, note: StoredNote, param: str = "topics") -> str:
        """The names of the topics that a parameter holds."""
        return self.listing(self.topics[slug] for slug in note.slugs(param))

    def round_list(self, note: StoredNote) -> str:
        """The names of a note's rounds, or "" where it names none."""
        rounds = [self.rounds[slug] for slug in note.slugs("rounds")]
        return self.listing(rounds) if rounds else ""


@per_content
def load_names() -> Names:
    """The names of all rows, retired ones too: old plans name them."""
    return Names(
        topics=dict(Topic.objects.values_list("slug", "short_name")),
        roles=dict(Role.objects.values_list("slug", "short_name")),
        companies=dict(Company.objects.values_list("slug", "name")),
        rounds=dict(Round.objects.values_list("slug", "name")),
    )


SentenceWriter = Callable[[Names, StoredNote], str]


def weeks_in(days: int) -> str:
    """Calendar days as people say them: 6 weeks, 5 days."""
    if days % 7 and days < 14:
        return ngettext("one day", "%(days)d days", days) % {"days": days}
    weeks = -(-days // 7)
    return ngettext("one week", "%(weeks)d weeks", weeks) % {"weeks": weeks}


def frequency_clause(weight: int) -> str:
    """The content's words for a company that asks with this frequency: "asks about it often".

    A stored plan may hold a number that the content has changed since: then the nearest one's words.
    """
    return min(track().frequencies.values(), key=lambda word: abs(word.weight - weight)).clause


def depth_word(weight: int) -> str:
    """The word that the content uses for a round's depth, or for the nearest one."""
    return min(track().round_depths.values(), key=lambda word: abs(word.weight - weight)).name


def level_name(level: int) -> str:
    """A level with its words: 2 – vaguely familiar."""
    return _("%(level)d – %(name)s") % {"level": level, "name": track().level_name(level).lower()}
