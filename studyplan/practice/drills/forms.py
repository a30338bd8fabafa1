"""The fields that start a drill, and those of each of its steps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from studyplan.catalog.guide import chains, mock_formats
from studyplan.catalog.models import Company, Round
from studyplan.practice.models import Drill
from studyplan.practice.questions.forms import AnswerForm


class MockForm(forms.Form):
    """A mock interview: its ``format``, and for what ``round`` and ``company``; ``chain`` names a script."""

    format = forms.ChoiceField(
        label=_("How long"),
        error_messages={"required": _("Choose a length."), "invalid_choice": _("There is no such mock interview.")},
    )
    round = forms.ModelChoiceField(
        Round.objects.none(),
        label=_("Round"),
        required=False,
        to_field_name="slug",
        empty_label=_("as the length suggests"),
        error_messages={"invalid_choice": _("There is no such round.")},
    )
    company = forms.ModelChoiceField(
        Company.objects.none(),
        label=_("Company"),
        required=False,
        to_field_name="slug",
        empty_label=_("no company in particular"),
        error_messages={"invalid_choice": _("There is no such company.")},
    )
    chain = forms.ChoiceField(required=False, error_messages={"invalid_choice": _("There is no such chain.")})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in {
            "format": [(mock_format.slug, mock_format.name) for mock_format in mock_formats().formats],
            "chain": [("", ""), *((slug, chain.name) for slug, chain in chains().items())],
        }.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        for name, rows in {"round": Round.objects.current(), "company": Company.objects.current()}.items():
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ModelChoiceField)
            chosen.queryset = rows


class StepForm(AnswerForm):
    """A step of a drill: the ``place`` that the page showed, with the answer or its key points."""

    place = forms.IntegerField(min_value=0, max_value=1000)


class StructureForm(forms.Form):
    structure = forms.MultipleChoiceField(
        required=False,
        choices=[(part, part) for part in Drill.STRUCTURE],
        error_messages={"invalid_choice": _("There is no such part.")},
    )
