"""The list of questions: what it shows, how it is filtered."""

import django_filters
from django import forms
from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from taggit.models import Tag
from wagtail.admin.filters import CollectionFilter, LocaleFilter, WagtailFilterSet
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button
from wagtail.models import Collection, Locale
from wagtail.search.backends import get_search_backend
from wagtail.snippets.views.snippets import IndexView
from wagtail_localize.models import TranslationSource

from courses import items
from courses.quizzes import outcomes
from courses.quizzes.models import Question, QuestionOutcome, QuestionTag
from courses.quizzes.queries import bank

STEM_LENGTH = 80


def kind_choices() -> list[tuple[str, str]]:
    return [(kind, _(items.get(kind).label)) for kind in items.kinds()]


def kind_label(question: Question) -> str:
    return _(items.get(question.kind).label) if question.kind else ""


def short_stem(question: Question) -> str:
    return Truncator(bank.stem_of(question)).chars(STEM_LENGTH)


def use_in_words(facts: bank.Facts) -> str:
    """Say how much a question is used: "3 quizzes, 214 attempts"."""
    quizzes = ngettext("%(count)d quiz", "%(count)d quizzes", facts.quizzes) % {"count": facts.quizzes}
    attempts = ngettext("%(count)d attempt", "%(count)d attempts", facts.attempts) % {"count": facts.attempts}
    return f"{quizzes}, {attempts}"


class StateFilter(django_filters.ChoiceFilter):
    def filter(self, qs, value):
        named = {"draft": qs.drafts, "ready": qs.ready, "retired": qs.retired}
        return named[value]() if value in named else qs


class BelowFilter(CollectionFilter):
    """A category with those under it."""

    def filter(self, qs, value):
        return qs.below(value) if value else qs


class WrittenFilter(django_filters.ModelChoiceFilter):
    """What is said of a question where it was written, whatever the language of the list."""

    def filter(self, qs, value):
        if not value:
            return qs
        written = Question.objects.as_written().filter(**{self.field_name: value})
        return qs.filter(translation_key__in=written.values("translation_key"))


class OutcomeFilter(django_filters.ChoiceFilter):
    def filter(self, qs, value):
        if not value:
            return qs
        tested = QuestionOutcome.objects.filter(outcome_key=value)
        written = Question.objects.as_written().filter(tested_outcomes__in=tested)
        return qs.filter(translation_key__in=written.values("translation_key"))


class LanguageFilter(LocaleFilter):
    """Each question once, in the language it was written in, unless a language is asked for."""

    def filter(self, qs, value):
        return super().filter(qs, value) if value else qs.as_written()


def _languages() -> list[tuple[str, str]]:
    return [(locale.language_code, locale.get_display_name()) for locale in Locale.objects.all()]


def _tags(_request):
    used = QuestionTag.objects.values("tag")
    return Tag.objects.filter(pk__in=used).order_by("name")


class QuestionFilterSet(WagtailFilterSet):
    state = StateFilter(
        label=gettext_lazy("State"),
        choices=Question.State.choices,
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("All"),
    )
    kind = django_filters.ChoiceFilter(
        field_name="item__0__type",
        label=gettext_lazy("Kind"),
        choices=kind_choices,
        empty_label=gettext_lazy("All"),
    )
    category = BelowFilter(label=gettext_lazy("Category"), queryset=Collection.objects.all())
    tag = WrittenFilter(label=gettext_lazy("Tag"), field_name="tags", queryset=_tags)
    outcome = OutcomeFilter(label=gettext_lazy("Outcome"), choices=outcomes.listed, empty_label=gettext_lazy("All"))
    locale = LanguageFilter(
        label=gettext_lazy("Language"),
        choices=_languages,
        empty_label=gettext_lazy("As written"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Question
        fields = ["state", "kind", "category", "tag", "outcome", "difficulty", "locale"]


def searched(text: str) -> list[int]:
    """Return pk of the questions whose code or words have words that begin like those of a text."""
    return [question.pk for question in get_search_backend("default").autocomplete(text, Question)]


def listed(query, request=None, search: str = ""):
    """Return the questions that the list shows for the parameters of its address."""
    chosen = QuestionFilterSet(query, Question.objects.all(), request=request)
    found = chosen.qs if chosen.is_valid() else Question.objects.as_written()
    return found.filter(pk__in=searched(search)) if search else found


def _address(name: str, question: Question) -> str:
    return reverse(Question.snippet_viewset.get_url_name(name), args=[quote(question.pk)])


class UseColumn(TitleColumn):
    """How much the question is used, with the way to where."""

    cell_template_name = "quizzes/desk/use_cell.html"


COLUMNS = [
    "code",
    Column("stem", label=gettext_lazy("Question"), accessor=short_stem),
    Column("kind", label=gettext_lazy("Kind"), accessor=kind_label),
    Column("state", label=gettext_lazy("State"), accessor=lambda question: Question.State(question.state).label),
    Column("category", label=gettext_lazy("Category"), accessor="category.name", sort_key="category__path"),
    Column("difficulty", label=gettext_lazy("Difficulty"), accessor="get_difficulty_display"),
    Column("languages", label=gettext_lazy("Languages"), accessor=lambda question: ", ".join(question.facts.languages)),
    UseColumn(
        "use",
        label=gettext_lazy("Used in"),
        accessor=lambda question: use_in_words(question.facts),
        get_url=lambda question: _address("usage", question),
    ),
]


class QuestionIndexView(IndexView):
    """The list. What it says of the use of questions takes the same few queries for one as for fifty."""

    def get_base_queryset(self):
        return Question.objects.select_related("locale", "category")

    def search_queryset(self, queryset):
        """Search first and filter what was found: the index knows less than the filters ask for."""
        return queryset.filter(pk__in=searched(self.search_query)) if self.is_searching else queryset

    def get_table(self, object_list):
        questions = list(object_list)
        facts = bank.facts_of(question.translation_key for question in questions)
        for question in questions:
            question.facts = facts[question.translation_key]
        return super().get_table(questions)

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if self.request.user.has_perm("quizzes.add_question"):
            buttons.append(Button(_("Import questions"), url=reverse("quizzes_import"), icon_name="upload"))
        if self.request.user.has_perm("quizzes.change_question"):
            buttons.append(Button(_("Export questions"), url=reverse("quizzes_export"), icon_name="download"))
        return buttons

    @cached_property
    def may_translate(self) -> bool:
        return self.request.user.has_perm("wagtail_localize.submit_translation")

    @cached_property
    def language_count(self) -> int:
        return Locale.objects.count()

    @cached_property
    def sources(self) -> dict[tuple, int]:
        """Question key and language -> what its translations are kept in step with."""
        rows = TranslationSource.objects.filter(
            specific_content_type=ContentType.objects.get_for_model(Question), translations__enabled=True
        )
        return {(key, locale): pk for key, locale, pk in rows.values_list("object_id", "locale_id", "pk")}

    def get_list_buttons(self, instance):
        """Return the buttons of a row without asking wagtail-localize, which would ask the database for each row."""
        return generic.IndexView.get_list_buttons(self, instance)

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        buttons.append(MenuItem(_("Usage"), url=_address("usage", instance), icon_name="history", priority=25))
        if not self.may_translate:
            return buttons
        if len(instance.facts.languages) < self.language_count:
            url = reverse("wagtail_localize:submit_snippet_translation", args=["quizzes", "question", instance.pk])
            buttons.append(MenuItem(_("Translate"), url=url, icon_name="wagtail-localize-language", priority=100))
        if source := self.sources.get((instance.translation_key, instance.locale_id)):
            url = reverse("wagtail_localize:update_translations", args=[source])
            buttons.append(MenuItem(_("Bring translations up to date"), url=url, icon_name="resubmit", priority=106))
        return buttons
