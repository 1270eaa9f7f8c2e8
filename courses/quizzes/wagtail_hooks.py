"""The question bank on Wagtail's desk."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from courses.quizzes.models import AttemptSlot, Question


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    menu_label = gettext_lazy("Questions")
    menu_order = 290
    add_to_admin_menu = True
    list_display = ["code", "locale", "kind", "live"]
    list_filter = ["locale", "live"]
    list_per_page = 50


register_snippet(QuestionViewSet)


@hooks.register("before_delete_snippet")
def keep_answered_questions(request, instances):
    """Refuse to delete a question that somebody answered: unpublishing takes it out of use."""
    keys = [instance.translation_key for instance in instances if isinstance(instance, Question)]
    answered = AttemptSlot.objects.filter(version__question_key__in=keys)
    if not keys or not answered.exists():
        return None
    messages.error(request, _("Not deleted: people have answered this question. Unpublish it to take it out of use."))
    return redirect(reverse(Question.snippet_viewset.get_url_name("list")))
