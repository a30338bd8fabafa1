"""The content in the admin, to look at: it is changed in its files, and loaded from there."""

from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from studyplan.catalog.models import (
    Card,
    CodingProblem,
    Company,
    CompanyTopic,
    ContentVersion,
    Derivation,
    Document,
    LessonSection,
    Prerequisite,
    PrimerPage,
    Probe,
    Problem,
    Role,
    RoleTarget,
    Round,
    RoundTopic,
    Topic,
)


class ReadOnly:
    """Everything may be seen, nothing added, changed or deleted."""

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:  # noqa: ARG002
        return False


class PrerequisiteInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    model = Prerequisite
    fk_name = "topic"


class RoleTargetInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    model = RoleTarget


class CompanyTopicInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    model = CompanyTopic


class RoundTopicInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    model = RoundTopic


@admin.register(Topic)
class TopicAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("position", "name", "slug", "tier", "is_retired")
    list_display_links = ("name",)
    list_filter = ("tier", "is_retired")
    inlines = (PrerequisiteInline,)


@admin.register(Role)
class RoleAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name", "slug", "is_retired")
    inlines = (RoleTargetInline,)


@admin.register(Company)
class CompanyAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name", "slug", "reported_for", "is_retired")
    inlines = (CompanyTopicInline,)


@admin.register(Round)
class RoundAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name", "slug", "minutes", "is_retired")
    inlines = (RoundTopicInline,)


@admin.register(PrimerPage)
class PrimerPageAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name", "slug", "minutes", "is_retired")


@admin.register(LessonSection)
class LessonSectionAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("topic", "slug", "level", "minutes", "is_retired")
    list_display_links = ("slug",)
    list_filter = ("topic", "level", "is_retired")


@admin.register(Derivation)
class DerivationAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("topic", "slug", "title", "kind", "level", "minutes", "is_retired")
    list_display_links = ("slug",)
    list_filter = ("topic", "kind", "level", "is_retired")


@admin.register(CodingProblem)
class CodingProblemAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("topic", "slug", "title", "level", "minutes", "is_retired")
    list_display_links = ("slug",)
    list_filter = ("topic", "level", "is_retired")


@admin.register(Problem)
class ProblemAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """Practice problems; their texts are in documents."""

    list_display = ("topic", "slug", "title", "kind", "level", "is_hard", "is_retired")
    list_display_links = ("slug",)
    list_filter = ("topic", "kind", "level", "is_hard", "is_retired")


@admin.register(Probe)
class ProbeAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("topic", "slug", "level", "is_retired")
    list_display_links = ("slug",)
    list_filter = ("topic", "level", "is_retired")


@admin.register(Card)
class CardAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("topic", "slug", "kind", "level", "is_retired")
    list_display_links = ("slug",)
    list_filter = ("topic", "kind", "level", "is_retired")


@admin.register(Document)
class DocumentAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("slug",)


@admin.register(ContentVersion)
class ContentVersionAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("digest", "loaded_at")
