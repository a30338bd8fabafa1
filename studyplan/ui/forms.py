from __future__ import annotations

from django.forms import BaseForm


def errors_in(form: BaseForm) -> list[str]:
    """All that is wrong with what was sent, the whole form's own included."""
    return [str(error) for errors in form.errors.values() for error in errors]
