"""The registry of personal data is whole."""

import pytest

from skerry.privacy import registry


def test_every_field_that_holds_or_points_at_a_person_is_declared():
    assert registry.undeclared() == []


def test_no_declaration_has_outlived_its_field():
    assert registry.stale() == []


@pytest.mark.parametrize("entry", [("modules.JournalEntry", "text"), ("wagtailcore.Page", "owner")])
def test_a_forgotten_field_is_found(entry, monkeypatch):
    monkeypatch.setattr(registry, "REGISTRY", {key: value for key, value in registry.REGISTRY.items() if key != entry})
    assert registry.undeclared() == [".".join(entry)]


def test_what_is_kept_needs_its_legal_basis():
    with pytest.raises(ValueError, match="legal basis"):
        registry.declare("accounts.User", registry.Handling.KEEP, "shoe_size")


def test_the_scan_sees_relations_to_people():
    found = set(registry.fields_to_declare())
    for model in ("certificates.Certificate", "account.EmailAddress", "usersessions.UserSession"):
        assert any(label == model for label, _field in found), model
