"""The one question before an account is deleted; the field for a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from studyplan.accounts.models import User
from studyplan.portability.importing.faults import describe_too_large


class DeleteForm(forms.Form):
    """The password; or the address, typed, for an account that has no password."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your password to delete the account.")},
    )
    email = forms.CharField(
        label=_("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Type the account's address to delete it.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Ask for one of the two."""
        super().__init__(*args, **kwargs)
        self.user = user
        del self.fields["email" if user.has_usable_password() else "password"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("This is not your password. Nothing was deleted."))
        return password

    def clean_email(self) -> str:
        """Must be the account's, whatever its case."""
        email: str = self.cleaned_data["email"]
        if email.lower() != self.user.email.lower():
            raise forms.ValidationError(_("This is not the account's address. Nothing was deleted."))
        return email


class UploadField(forms.FileField):
    """A file of ``most_bytes`` at most. An empty one is taken: its reader says what is wrong with it."""

    def __init__(self, *, most_bytes: int, accept: str, **kwargs: Any) -> None:
        self.most_bytes = most_bytes
        super().__init__(
            allow_empty_file=True,
            widget=forms.FileInput(attrs={"accept": accept}),
            error_messages={"required": _("Choose the file."), "invalid": _("Choose the file.")},
            **kwargs,
        )

    def to_python(self, data: File[Any] | None) -> File[Any] | None:
        file = super().to_python(data)
        if file and (file.size or 0) > self.most_bytes:
            raise forms.ValidationError(describe_too_large(self.most_bytes))
        return file
