from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from skerry.accounts.models import User


def zone_choices() -> list[tuple[str, str]]:
    """Return the time zones of Europe, and the one time that all others are counted from."""
    names = sorted(name for name in available_timezones() if name.startswith(("Europe/", "Atlantic/Reykjavik")))
    return [(name, name.split("/", 1)[1].replace("_", " ")) for name in names] + [("UTC", "UTC")]


class SignupFields(forms.Form):
    """What is asked when an account is opened, beside e-mail address and password."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        help_text=_("In any script. It can be corrected before it is printed on a certificate."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    field_order = ["name", "email", "password1"]

    def signup(self, request, user):
        """Nothing more: the adapter has written the name."""


class ProfileForm(forms.ModelForm):
    """What a person may change about themself."""

    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)

    class Meta:
        model = User
        fields = ["name", "language", "country", "time_zone"]
