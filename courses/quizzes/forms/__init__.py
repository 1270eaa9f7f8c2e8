"""The editor's form of a quiz."""

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm


class QuizPageForm(WagtailAdminPageForm):
    """Refuses a quiz that asks nothing: one with neither questions of its own nor a pre-test to take them from."""

    def clean(self):
        cleaned = super().clean()
        kept = [form for form in self.formsets["slots"].forms if not _is_left_out(form)]
        if not kept and not cleaned.get("pre_test"):
            self.add_error(None, _("Add at least one question, or choose a pre-test."))
        return cleaned


def _is_left_out(form) -> bool:
    return bool(form["DELETE"].value())
