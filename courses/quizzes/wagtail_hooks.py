"""The question bank and the quiz editor on Wagtail's desk."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from courses.quizzes.desk import bulk, exchange, guards, listing
from courses.quizzes.desk.duplicates import DuplicatesReport
from courses.quizzes.desk.usage import QuestionUsageView
from courses.quizzes.models import Question


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    menu_label = gettext_lazy("Questions")
    menu_order = 290
    add_to_admin_menu = True
    list_display = listing.COLUMNS
    filterset_class = listing.QuestionFilterSet
    list_per_page = 50
    index_view_class = listing.QuestionIndexView
    usage_view_class = QuestionUsageView

    def get_usage_view_kwargs(self, **kwargs):
        return super().get_usage_view_kwargs(**{**kwargs, "template_name": QuestionUsageView.template_name})


register_snippet(QuestionViewSet)

for action in bulk.ACTIONS:
    hooks.register("register_bulk_action", action)

hooks.register("before_delete_snippet", guards.keep_used_questions)
hooks.register("before_edit_page", guards.hold_back_translation, order=-10)
hooks.register("before_edit_page", guards.warn_of_short_draws, order=-20)
hooks.register("before_publish_page", guards.hold_back_page)
hooks.register("before_bulk_action", guards.hold_back_pages)
hooks.register("after_create_snippet", guards.warn_of_duplicates)
hooks.register("after_edit_snippet", guards.warn_of_duplicates)


@hooks.register("register_admin_urls")
def report_urls():
    return [
        path("reports/duplicates/", DuplicatesReport.as_view(), name="quizzes_duplicates"),
        path(
            "reports/duplicates/results/",
            DuplicatesReport.as_view(results_only=True),
            name="quizzes_duplicates_results",
        ),
    ]


@hooks.register("register_admin_urls")
def exchange_urls():
    return [
        path("questions/import/", exchange.ImportView.as_view(), name="quizzes_import"),
        path("questions/import/apply/", exchange.ApplyView.as_view(), name="quizzes_import_apply"),
        path("questions/import/<uuid:job_id>/", exchange.ReportView.as_view(), name="quizzes_import_report"),
        path("questions/export/", exchange.ExportView.as_view(), name="quizzes_export"),
    ]


class DuplicatesItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("quizzes.change_question")


@hooks.register("register_reports_menu_item")
def report_item():
    return DuplicatesItem(
        gettext_lazy("Possible duplicates"), reverse("quizzes_duplicates"), icon_name="copy", order=800
    )


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(
        "quizzes.question.categorise", gettext_lazy("Put a question into a category"), gettext_lazy("Category changed")
    )
    actions.register_action(
        "quizzes.question.retag", gettext_lazy("Change the tags of a question"), gettext_lazy("Tags changed")
    )
    actions.register_action(
        "quizzes.question.difficulty", gettext_lazy("Say how hard a question is"), gettext_lazy("Difficulty changed")
    )


@hooks.register("register_log_actions")
def acts(actions):
    """Say in words what trainers do that goes on record."""
    for name, label, message in (
        ("quizzes.accommodate", gettext_lazy("Give more time"), gettext_lazy("More time given")),
        ("quizzes.mark", gettext_lazy("Mark an answer"), gettext_lazy("Answer marked")),
        ("quizzes.override", gettext_lazy("Set a mark"), gettext_lazy("Mark set by a trainer")),
        ("quizzes.take_back", gettext_lazy("Take a set mark back"), gettext_lazy("Set mark taken back")),
        ("quizzes.plan_regrade", gettext_lazy("Plan a correction"), gettext_lazy("Correction planned")),
        ("quizzes.discard_regrade", gettext_lazy("Throw a planned correction away"), gettext_lazy("Plan thrown away")),
        ("quizzes.apply_regrade", gettext_lazy("Apply a correction"), gettext_lazy("Correction applied")),
    ):
        actions.register_action(name, label, message)
