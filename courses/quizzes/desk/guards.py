"""What the desk refuses or warns of: what is used is not deleted, what is half translated not published."""

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from courses.quizzes.desk.duplicates import edit_url
from courses.quizzes.models import Question, QuizPage, QuizSlot
from courses.quizzes.queries import bank, duplicates, slots_of
from courses.quizzes.services.drawing import shortages

NAMED = 5
"""At most so many are named in a message; the rest is counted."""


def _and_more(names: list[str]) -> str:
    left = len(names) - NAMED
    more = [ngettext("%(count)d more", "%(count)d more", left) % {"count": left}] if left > 0 else []
    return ", ".join([*names[:NAMED], *more])


def _where(used: bank.Used) -> str:
    """Say where a question is used, in words."""
    parts = []
    if used.quizzes:
        titles = [_("“%(title)s”") % {"title": title} for title, _pk in used.quizzes]
        parts.append(_("in the quiz %(names)s") % {"names": _and_more(titles)})
    if used.attempts:
        parts.append(
            ngettext("in %(count)d attempt", "in %(count)d attempts", used.attempts) % {"count": used.attempts}
        )
    return ", ".join(parts)


def keep_used_questions(request, instances):
    """Refuse to delete a question that a quiz or an attempt uses: retiring takes it out of use."""
    questions = [instance for instance in instances if isinstance(instance, Question)]
    used = bank.where_used({question.translation_key for question in questions})
    if not used:
        return None
    named = {question.translation_key: question.code for question in questions if question.translation_key in used}
    found = [f"{code} ({_where(used[key])})" for key, code in sorted(named.items(), key=lambda item: item[1])]
    messages.error(
        request,
        _("Not deleted, because it is used: %(questions)s. Unpublish it to take it out of use.")
        % {"questions": _and_more(found)},
    )
    return redirect(reverse(Question.snippet_viewset.get_url_name("list")))


def _refuse(request, waiting: list[Question]) -> None:
    messages.error(
        request,
        _("Not published: these questions of the quiz are not published in this language yet: %(questions)s.")
        % {"questions": _and_more([question.code for question in waiting])},
    )


def hold_back_translation(request, page):
    """Refuse to publish a quiz from the translator's page while a question of it is a draft in that language."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    waiting = bank.half_translated(page) if isinstance(page, QuizPage) else []
    if not waiting:
        return None
    _refuse(request, waiting)
    return HttpResponseRedirect(request.path)


def hold_back_page(request, page):
    """Refuse to publish a quiz from Wagtail's own editor while a question of it is a draft in that language."""
    waiting = bank.half_translated(page) if isinstance(page, QuizPage) else []
    if not waiting:
        return None
    _refuse(request, waiting)
    return redirect("wagtailadmin_pages:edit", page.pk)


def _quizzes_among(pages, action) -> list[QuizPage]:
    """Return the quizzes that an act on many pages touches, with those below the pages where it goes down."""
    form = action.cleaned_form
    chosen = Q(pk__in=[page.pk for page in pages])
    if form and form.cleaned_data.get("include_descendants"):
        for page in pages:
            chosen |= Q(path__startswith=page.path)
    return list(QuizPage.objects.filter(chosen))


def hold_back_pages(request, action_type, pages, action):
    """Refuse to publish many pages at once while a quiz among them would go live with a question's draft."""
    if action_type != "publish" or not all(isinstance(page, Page) for page in pages):
        return None
    waiting = {
        question.pk: question for quiz in _quizzes_among(pages, action) for question in bank.half_translated(quiz)
    }
    if not waiting:
        return None
    _refuse(request, list(waiting.values()))
    return redirect(action.next_url)


def warn_of_duplicates(request, question):
    """Name the questions that ask the same as one that was just saved, or nearly."""
    if not isinstance(question, Question) or not request.accepts("text/html"):
        return
    found = duplicates.similar_to(question)[:NAMED]
    if found:
        links = format_html_join(", ", '<a href="{}">{}</a>', ((edit_url(pair.second), pair.second) for pair in found))
        messages.warning(
            request, format_html("{} {}", _("This question may be there already. Compare it with:"), links)
        )


def _name_of(slot: QuizSlot) -> str:
    said = [slot.draw_category.name if slot.draw_category else "", slot.draw_tag]
    return ", ".join(filter(None, said)) or _("an outcome")


def warn_of_short_draws(request, page):
    """Tell the editor of a quiz which draws may find fewer questions than they want."""
    if request.method != "GET" or not isinstance(page, QuizPage) or not request.accepts("text/html"):
        return
    is_source = page.locale.language_code == settings.LANGUAGE_CODE and page.pre_test is None
    slots = list(page.slots.all()) if is_source else slots_of(page)
    for slot, wanted, found in shortages(slots):
        messages.warning(
            request,
            ngettext(
                "The draw from %(source)s wants %(wanted)d question, but there may be only %(found)d that is ready.",
                "The draw from %(source)s wants %(wanted)d questions, but there may be only %(found)d that are ready.",
                wanted,
            )
            % {"source": _name_of(slot), "wanted": wanted, "found": found},
        )
