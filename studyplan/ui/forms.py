from __future__ import annotations

from typing import Any

from django.forms import BaseForm, CharField, Textarea


class LinesField(CharField):
    """Plain text in lines; a browser counts a new line as one character, and sends two."""

    widget = Textarea

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")


def errors_in(form: BaseForm) -> list[str]:
    """All that is wrong with what was sent, the whole form's own included."""
    return [str(error) for errors in form.errors.values() for error in errors]
