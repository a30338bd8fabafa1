"""The fields of ``POST /notes/``: ``about`` and ``starred`` (1 or 0), or ``text`` and the version ``seen``."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from studyplan.catalog.models import Problem, Topic
from studyplan.notes.models import Note
from studyplan.notes.services import NoteSubject
from studyplan.ui.forms import LinesField


class AboutForm(forms.Form):
    """Names a topic, or a problem as ``topic/problem``."""

    about = forms.CharField(max_length=130, error_messages={"required": _("Say what it is about.")})

    def clean_about(self) -> NoteSubject:
        """Only what the content holds, or held once: a note outlives what it is about."""
        topic_slug, _slash, slug = self.cleaned_data["about"].partition("/")
        topic = Topic.objects.filter(slug=topic_slug).first()
        problem = Problem.objects.select_related("topic").filter(topic=topic, slug=slug).first() if slug else None
        if topic is None or (slug and problem is None):
            message = _("There is no topic or problem “%(about)s”.")
            raise forms.ValidationError(message, params={"about": self.cleaned_data["about"]})
        return NoteSubject(topic, problem)


class StarForm(AboutForm):
    starred = forms.TypedChoiceField(
        choices=[("1", _("starred")), ("0", _("not starred"))],
        coerce=lambda value: value == "1",
        error_messages={"required": _("Say 1 or 0."), "invalid_choice": _("Say 1 or 0.")},
    )


class NoteForm(AboutForm):
    text = LinesField(
        required=False,
        max_length=Note.MOST_CHARACTERS,
        error_messages={"max_length": _("A note holds %(limit_value)d characters; this one has %(show_value)d.")},
    )
    seen = forms.CharField(required=False, max_length=40)
