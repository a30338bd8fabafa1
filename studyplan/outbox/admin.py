"""Mail in the admin: that there is one and what became of it, never what is in it."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from studyplan.outbox.models import Mail


@admin.register(Mail)
class MailAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """To look at; to delete, too, which stops a mail that waits."""

    list_display = ("created_at", "recipient", "subject", "state", "tries", "next_try_at", "error")
    list_filter = ("state",)
    search_fields = ("recipient",)
    ordering = ("-created_at",)
    exclude = ("text", "html", "headers")

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(self, request: HttpRequest, obj: Mail | None = None) -> bool:  # noqa: ARG002
        return False
