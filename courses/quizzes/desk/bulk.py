"""What can be done to many questions of the list at once."""

from urllib.parse import urlsplit

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages, widgets
from wagtail.admin.forms.collections import CollectionChoiceField
from wagtail.models import Collection
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from courses.quizzes.desk.listing import listed, short_stem
from courses.quizzes.models import Question
from courses.quizzes.services import bank


class QuestionBulkAction(SnippetBulkAction):
    """An act on the questions that are ticked, or on all that the list shows. It touches what is live."""

    template_name = "quizzes/desk/bulk.html"
    models = [Question]
    question = gettext_lazy("Do this?")
    yes = gettext_lazy("Yes, do it")

    def check_perm(self, snippet):
        return self.permission_policy.user_has_permission_for_instance(self.request.user, "publish", snippet)

    @classmethod
    def get_queryset(cls, model, object_ids):
        return list(Question.objects.filter(pk__in=object_ids).select_related("locale", "latest_revision"))

    def get_all_objects_in_listing_query(self, parent_id):
        """Return what the list shows: with the filters that are in the address to which the act leads back."""
        query = QueryDict(urlsplit(self.next_url).query)
        return list(listed(query, self.request, search=query.get("q", "")).values_list("pk", flat=True))

    def object_context(self, snippet):
        return {**super().object_context(snippet), "stem": short_stem(snippet)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=self.display_name, question=self.question, yes=self.yes, **kwargs)

    def act(self, questions: list[Question]) -> bank.Outcome:
        raise NotImplementedError

    @classmethod
    def execute_action(cls, objects, **kwargs):
        action = kwargs["self"]
        outcome = action.act(objects)
        for question, reason in outcome.refused:
            messages.warning(
                action.request, _("%(code)s was left as it is. %(reason)s") % {"code": question, "reason": reason}
            )
        return len(outcome.done), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        if not num_parent_objects:
            return None
        return ngettext("%(count)d question changed.", "%(count)d questions changed.", num_parent_objects) % {
            "count": num_parent_objects
        }


class MakeReady(QuestionBulkAction):
    display_name = gettext_lazy("Make ready")
    action_type = "make_ready"
    aria_label = gettext_lazy("Publish the chosen questions")
    action_priority = 10
    question = gettext_lazy("Publish these questions as they were last saved, so that quizzes may ask them?")
    yes = gettext_lazy("Yes, make ready")

    def act(self, questions):
        return bank.make_ready(questions=questions, by=self.request.user)


class Retire(QuestionBulkAction):
    display_name = gettext_lazy("Retire")
    action_type = "retire"
    aria_label = gettext_lazy("Take the chosen questions out of use")
    action_priority = 15
    question = gettext_lazy(
        "Take these questions out of use, in all languages? New attempts do not ask them. Attempts that are running "
        "or over stay as they are."
    )
    yes = gettext_lazy("Yes, retire")

    def act(self, questions):
        return bank.retire(questions=questions, by=self.request.user)


class TagsField(forms.CharField):
    """Tags, divided by commas."""

    def clean(self, value):
        return [name for name in (part.strip(' "')[:100] for part in super().clean(value).split(",")) if name]


class ChangeForm(forms.Form):
    """What is left empty stays as it is."""

    category = CollectionChoiceField(
        label=gettext_lazy("Category"),
        queryset=Collection.objects.all(),
        required=False,
        empty_label=gettext_lazy("As it is"),
    )
    difficulty = forms.ChoiceField(
        label=gettext_lazy("Difficulty"),
        choices=[("", gettext_lazy("As it is")), *Question.Difficulty.choices],
        required=False,
    )
    add = TagsField(
        label=gettext_lazy("Tags to add"),
        required=False,
        widget=widgets.AdminTagWidget,
        help_text=gettext_lazy("Divided by commas."),
    )
    remove = TagsField(
        label=gettext_lazy("Tags to take away"), required=False, help_text=gettext_lazy("Divided by commas.")
    )

    def clean(self):
        given = super().clean()
        if not self.errors and not any(given.values()):
            raise forms.ValidationError(_("Say what to change."))
        return given


class Change(QuestionBulkAction):
    """Category, difficulty and tags in one act: Wagtail's bar has room for four, and loses what is ticked in "More"."""

    display_name = gettext_lazy("Change")
    action_type = "change"
    aria_label = gettext_lazy("Change category, difficulty or tags of the chosen questions")
    action_priority = 20
    form_class = ChangeForm
    question = gettext_lazy("What shall change? It changes in all languages of these questions.")
    yes = gettext_lazy("Yes, change")

    def act(self, questions):
        given, common = self.cleaned_form.cleaned_data, {"questions": questions, "by": self.request.user}
        outcomes = []
        if given["category"]:
            outcomes.append(bank.categorise(category=given["category"], **common))
        if given["difficulty"]:
            outcomes.append(bank.set_difficulty(difficulty=given["difficulty"], **common))
        if given["add"] or given["remove"]:
            outcomes.append(bank.retag(add=given["add"], remove=given["remove"], **common))
        return outcomes[0]  # whoever may not be touched is the same for each


ACTIONS = [MakeReady, Retire, Change]
