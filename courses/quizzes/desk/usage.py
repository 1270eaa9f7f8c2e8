"""Where one question is used: quizzes, draws, attempts by version."""

from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from courses.quizzes.desk.listing import short_stem
from courses.quizzes.models import Question
from courses.quizzes.queries import bank


class QuestionUsageView(PermissionCheckedMixin, BaseObjectMixin, WagtailAdminTemplateMixin, TemplateView):
    """What uses a question, in whichever language it is asked about."""

    permission_required = "change"
    page_title = gettext_lazy("Usage")
    template_name = "quizzes/desk/usage.html"
    index_url_name = edit_url_name = usage_url_name = None

    def get_breadcrumbs_items(self):
        above = [
            {"url": reverse(self.index_url_name), "label": capfirst(Question._meta.verbose_name_plural)},
            {"url": self._edit_url(), "label": self.object.code},
        ]
        return [*self.breadcrumbs_items, *above, {"url": "", "label": _("Usage"), "sublabel": self.object.code}]

    def _edit_url(self) -> str:
        return reverse(self.edit_url_name, args=[quote(self.object.pk)])

    @property
    def header_buttons(self):
        return [HeaderButton(label=_("Edit"), url=self._edit_url(), icon_name="edit")]

    def get_context_data(self, **kwargs):
        question: Question = self.object
        key = question.translation_key
        used = bank.where_used([key]).get(key, bank.Used([], 0))
        return super().get_context_data(
            question=question,
            stem=short_stem(question),
            used=used,
            versions=bank.versions_of(key),
            draws=bank.draws_of(question),
            is_ready=question.state == Question.State.READY,
            **kwargs,
        )
