"""A field that holds several of a few words."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class WordsFormField(forms.MultipleChoiceField):
    """Boxes to tick; the words come back in the order of the choices."""

    widget = forms.CheckboxSelectMultiple

    def has_changed(self, initial, data) -> bool:
        return set(initial or ()) != set(data or ())


class WordsField(models.JSONField):
    """A list of words out of a few, in the order in which the few are listed."""

    def __init__(self, *args, words: Iterable[tuple[str, str]] = (), **kwargs):
        self.words = tuple(words)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return WordsFormField(
            choices=self.words,
            required=False,
            label=kwargs.get("label", self.verbose_name),
            help_text=self.help_text,
            initial=kwargs.get("initial", self.get_default()),
        )

    def clean(self, value, model_instance):
        """Return the words in order. Raises ValidationError for what is no list of them."""
        known = [word for word, _label in self.words]
        if not isinstance(value, list) or any(word not in known for word in value):
            raise ValidationError(_("Only words of the list may be chosen."))
        return [word for word in known if word in value]
