"""Models and migrations say the same, and the first migration of people stands on nothing of Wagtail's."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from tests.support.house import houses

OURS = {config.label for config in apps.get_app_configs() if config.name in houses()}


def unwritten_changes(state: ProjectState) -> dict:
    """Return what ``makemigrations`` would write to bring the migrations to a state, for our houses."""
    loader = MigrationLoader(None)
    found = MigrationAutodetector(loader.project_state(), state).changes(graph=loader.graph)
    return {label: changes for label, changes in found.items() if label in OURS}


def outside(dependencies: list, allowed: set[str]) -> list:
    """Return the dependencies on apps other than those allowed."""
    return [dependency for dependency in dependencies if dependency[0] not in allowed]


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration(capsys):
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


@pytest.mark.django_db
def test_control_a_change_without_its_migration_is_seen():
    state = ProjectState.from_apps(apps)
    assert unwritten_changes(state) == {}
    state.add_field("accounts", "user", "shoe_size", models.IntegerField(null=True), preserve_default=True)
    assert set(unwritten_changes(state)) == {"accounts"}


def test_people_stand_on_the_framework_alone():
    first = import_module("skerry.accounts.migrations.0001_initial").Migration
    assert first.dependencies
    assert outside(first.dependencies, {"auth"}) == []


def test_control_another_dependency_is_seen():
    assert outside([("auth", "0012"), ("wagtailcore", "0001")], {"auth"}) == [("wagtailcore", "0001")]


@pytest.mark.django_db
def test_the_database_of_the_tests_has_been_through_every_migration():
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
