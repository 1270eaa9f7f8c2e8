"""Pages that people have learnt on are unpublished, not deleted."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks

from courses.modules import queries
from courses.modules.models import ModulePage
from courses.modules.views.pages import refusal
from courses.quizzes.models import QuizPage
from skerry.accounts.rules import may


def _refuse(request, pages):
    kept = [page for page in pages if queries.has_records(page)]
    if not kept:
        return None
    messages.error(
        request,
        _("Not deleted: people have learnt on “%(title)s”. Unpublish it instead; their records then stay whole.")
        % {"title": kept[0].title},
    )
    return redirect("wagtailadmin_explore", kept[0].get_parent().pk)


@hooks.register("before_delete_page")
def keep_learnt_page(request, page):
    return _refuse(request, [page])


@hooks.register("before_bulk_action")
def keep_learnt_pages(request, action_type, objects, action_class_instance):
    if action_type != "delete":
        return None
    return _refuse(request, [page for page in objects if hasattr(page, "url_path")])


@hooks.register("before_serve_page")
def guard_quiz(page, request, _args, _kwargs):
    """A quiz is read by those who may read the module it stands under."""
    if not isinstance(page, QuizPage):
        return None
    module = ModulePage.objects.filter(path=page.path[: -page.steplen]).first()
    if module is None or may(request.user, "modules.read_module", module):
        return None
    return refusal(request, module)
