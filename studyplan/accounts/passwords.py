"""Passwords that are guessed first are refused, without asking anybody: by two lists, and by how they are made.

The lists come with their packages, which the locks pin: Django's 20,000 of the most common passwords, and zxcvbn's
30,000 together with names, words and keyboard patterns (MIT, https://github.com/dwolfhub/zxcvbn-python).
"""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

from studyplan.accounts.models import normalize_password

FEWEST_GUESSES = 10**8
"""What takes fewer is guessed online or from a stolen list; eight random letters take as many."""

LOOKED_AT = 32
"""Characters that are judged: zxcvbn takes seconds for a long text that is made to hold it up."""

DECORATION = re.compile(r"^[\W\d_]+|[\W\d_]+$")
LONGEST_DECORATION = 6  # a year and two signs

CALENDAR_WORDS = """
spring summer autumn fall winter
january february march april may june july august september october november december
frühling fruehling frühjahr sommer herbst winter
januar februar märz maerz april mai juni juli august september oktober november dezember
printemps été automne hiver
janvier février fevrier mars avril mai juin juillet août aout septembre octobre novembre décembre decembre
primavera verano otoño otono invierno
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
estate autunno inverno gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
verão verao outono janeiro fevereiro março marco maio junho julho setembro outubro novembro dezembro
lente zomer herfst januari februari maart mei juni juli augustus oktober
"""
SEASONS_AND_MONTHS = frozenset(CALENDAR_WORDS.split())
WELL_KNOWN = ("correcthorsebatterystaple", "studyplan")


class GuessablePasswordValidator(CommonPasswordValidator):
    """Refuses what is common, what such a word becomes with a year or signs, and what is made of few known parts."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002
        password = normalize_password(password)
        if self.is_well_known(password) or is_soon_guessed(password):
            raise ValidationError(self.get_error_message(), code="password_too_common")

    def is_well_known(self, password: str) -> bool:
        bare = DECORATION.sub("", password).lower()
        is_known = bare in self.passwords or bare in SEASONS_AND_MONTHS
        return password.lower().strip() in self.passwords or (
            is_known and len(password) - len(bare) <= LONGEST_DECORATION
        )

    def get_error_message(self) -> str:
        return _(
            "This password is easy to guess: it is common, or a word or date with a few characters added. "
            "Use four words that have nothing to do with each other, or let your browser suggest a password."
        )

    def get_help_text(self) -> str:
        return _("Common passwords, and words or dates with a few characters added, are refused.")


def is_soon_guessed(password: str) -> bool:
    known = [*WELL_KNOWN, *SEASONS_AND_MONTHS]
    guesses: int = zxcvbn(password[:LOOKED_AT], user_inputs=known)["guesses"]
    return guesses < FEWEST_GUESSES
