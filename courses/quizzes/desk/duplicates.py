"""The report of questions that may be the same."""

from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from courses.quizzes.desk.listing import kind_label, short_stem
from courses.quizzes.models import Question
from courses.quizzes.queries import duplicates


def edit_url(question: Question) -> str:
    return reverse(Question.snippet_viewset.get_url_name("edit"), args=[quote(question.pk)])


class DuplicatesReport(ReportView):
    """Pairs of questions of one kind and language with the same words or nearly, the likest first."""

    page_title = gettext_lazy("Possible duplicates")
    header_icon = "copy"
    index_url_name = "quizzes_duplicates"
    index_results_url_name = "quizzes_duplicates_results"
    any_permission_required = ["change"]
    columns = [
        TitleColumn(
            "first", label=gettext_lazy("Question"), accessor="first.code", get_url=lambda pair: edit_url(pair.first)
        ),
        Column("stem", label=gettext_lazy("It asks"), accessor=lambda pair: short_stem(pair.first)),
        TitleColumn(
            "second", label=gettext_lazy("Like"), accessor="second.code", get_url=lambda pair: edit_url(pair.second)
        ),
        Column("other", label=gettext_lazy("Which asks"), accessor=lambda pair: short_stem(pair.second)),
        Column("kind", label=gettext_lazy("Kind"), accessor=lambda pair: kind_label(pair.first)),
        Column("language", label=gettext_lazy("Language"), accessor="first.locale"),
        Column("likeness", label=gettext_lazy("Same words, in per cent"), accessor="percent"),
    ]

    @cached_property
    def permission_policy(self):
        return policy_registry.get_by_type(Question)

    def get_queryset(self):
        return duplicates.possible_duplicates()
