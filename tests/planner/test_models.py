from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from studyplan.accounts.models import User
from studyplan.planner.models import Plan
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def store(user: User, **values: Any) -> Plan:
    """A row whose document nobody reads."""
    return Plan.objects.create(
        **{"user": user, "inputs": {}, "document": {}, "content_version": "x", "built_at": NOW, **values}
    )


def test_constraint_plan_one_current_per_user(ada: User, grace: User) -> None:
    assert "plan_one_current_per_user" in {constraint.name for constraint in Plan._meta.constraints}
    store(ada, is_current=False)
    store(ada, is_current=False)
    current = store(ada)
    store(grace)
    assert ada.plans.current().get() == current
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        store(ada)


def test_deleting_a_plan_leaves_the_one_that_replaced_it(ada: User) -> None:
    first = store(ada, is_current=False)
    second = store(ada, previous=first)
    first.delete()
    second.refresh_from_db()
    assert second.previous is None


def test_a_users_plans_go_with_the_user(ada: User) -> None:
    store(ada, previous=store(ada, is_current=False))
    ada.delete()
    assert not Plan.objects.exists()


def test_name_for_the_admin(ada: User) -> None:
    assert str(store(ada)) == "ada@example.org, 2026-03-02"


def test_the_migration_leaves_superseded_plans_as_a_new_plan_does(ada: User, grace: User) -> None:
    plans = [store(ada, is_current=False)]
    plans.append(store(ada, is_current=False, previous=plans[0]))
    plans.append(store(ada, previous=plans[1]))
    plans.append(store(ada, is_current=False, previous=plans[2]))  # it was undone
    plans.append(store(grace))
    migration = import_module("studyplan.planner.migrations.0003_superseded_plans")
    migration.compact(apps, SimpleNamespace(connection=connection))
    stored = {plan.pk: plan for plan in Plan.objects.all()}
    assert [stored[plan.pk].document for plan in plans] == [None, {}, {}, None, {}]
    assert [stored[plan.pk].previous_id for plan in plans] == [None, None, plans[1].pk, None, None]


@pytest.mark.parametrize("way", ["code", "reverse_code"])
def test_another_releases_outlines_are_not_read(ada: User, way: str) -> None:
    plan = store(ada, outline={"days": []})
    migration = import_module("studyplan.planner.migrations.0004_outlines_with_free_minutes")
    getattr(migration.Migration.operations[0], way)(apps, SimpleNamespace(connection=connection))
    plan.refresh_from_db()
    assert plan.outline is None
