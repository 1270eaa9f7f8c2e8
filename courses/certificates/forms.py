from django import forms
from django.utils.translation import gettext_lazy as _

from courses.certificates.models import NAME_CHARS
from courses.certificates.services import clean_name

FILE_BYTES = 5 * 1024 * 1024


class NameForm(forms.Form):
    """The name as it is to stand on the certificate."""

    name = forms.CharField(
        label=_("Your name on the certificate"),
        help_text=_(
            "In full and in your own script. Whoever has the certificate's address can read it there."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "name", "maxlength": NAME_CHARS}),
        error_messages={"required": _("Enter your name.")},
    )

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])


class FileForm(forms.Form):
    """A file that somebody was given and wants to compare."""

    file = forms.FileField(
        label=_("The PDF file you were given"),
        help_text=_("At most 5 MB. The file is compared and not kept."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty.")},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > FILE_BYTES:
            raise forms.ValidationError(_("This file is larger than 5 MB."), code="too_large")
        return file
