"""The content can be looked at in the admin, and not touched."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from studyplan.accounts.models import User
from studyplan.catalog.models import Company, ContentVersion, Document, Role, Round, Topic
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
MODELS = [Topic, Role, Company, Round, Document, ContentVersion]


@pytest.fixture
def operator(client: Client) -> Client:
    """The browser of someone who runs the installation."""
    client.force_login(User.objects.create_superuser("root@example.org", PASSWORD))
    return client


@pytest.mark.parametrize("model", MODELS)
def test_rows_are_shown_and_not_changed(operator: Client, model: type[Topic]) -> None:
    assert model in admin.site._registry
    page = f"admin:catalog_{model._meta.model_name}"
    row = model._default_manager.all()[0]
    change = reverse(f"{page}_change", args=[row.pk])
    assert operator.get(reverse(f"{page}_changelist")).status_code == 200
    assert operator.get(change).status_code == 200
    assert operator.post(change, {}).status_code == 403
    assert operator.get(reverse(f"{page}_add")).status_code == 403
    assert operator.post(reverse(f"{page}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
