"""The pages that trainers have of a quiz, for the head of each of them."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from skerry.accounts.rules import may

register = template.Library()

TABS = (
    ("results", "quizzes:staff", "quizzes.view_results", gettext_lazy("Results")),
    ("marking", "quizzes:marking", "quizzes.mark", pgettext_lazy("page of a quiz", "Marking")),
    ("corrections", "quizzes:corrections", "quizzes.regrade", gettext_lazy("Corrections")),
    ("statistics", "quizzes:statistics", "quizzes.view_results", gettext_lazy("Statistics")),
    ("accommodations", "quizzes:accommodations", "quizzes.accommodate", gettext_lazy("Accommodations")),
)


@register.simple_tag(takes_context=True)
def staff_tabs(context) -> list[dict]:
    """Return label, address and whether one is there, for each page of the quiz that the person may see."""
    quiz, user = context["quiz_page"], context["request"].user
    return [
        {"label": label, "url": reverse(url, args=[quiz.translation_key]), "is_here": name == context["here"]}
        for name, url, permission, label in TABS
        if may(user, permission, quiz)
    ]
