"""Questions in and out of the bank on Wagtail's desk: a file is shown what it would do before it does it."""

from typing import Any

from django import forms
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Collection, Locale

from courses.quizzes.formats import FORMATS, MAX_FILE, FormatError, Reading
from courses.quizzes.models import Question
from courses.quizzes.services import exporting, importing
from skerry.jobs.models import Job
from skerry.jobs.services import enqueue

SALT = "quizzes.import_questions"
DAY = 24 * 60 * 60
SHOWN = 500
"""Most lines of a plan on a page."""

ACTIONS = {
    "fault": gettext_lazy("Not read"),
    "create": gettext_lazy("New"),
    "update": gettext_lazy("Brought up to date"),
    "keep": gettext_lazy("As it is"),
    "drop": gettext_lazy("Not taken"),
    "kept": gettext_lazy("Kept"),
    "changed": gettext_lazy("Changed"),
    "dropped": gettext_lazy("Left out"),
}


def banks() -> list[str]:
    """Return the paths of all categories."""
    names: dict[str, str] = {}
    root = Collection.get_first_root_node()
    for each in root.get_descendants().order_by("path"):
        above = names.get(each.path[: -Collection.steplen])
        names[each.path] = f"{above}/{each.name}" if above else each.name
    return list(names.values())


def languages() -> list[tuple[str, str]]:
    return [(each.language_code, each.get_display_name()) for each in Locale.objects.all()]


class ImportForm(forms.Form):
    """A file, how it is written, and where its questions go."""

    file = forms.FileField(label=gettext_lazy("File"), max_length=200, help_text=gettext_lazy("At most 10 MB."))
    format = forms.ChoiceField(label=gettext_lazy("Format"))
    bank = forms.CharField(
        label=gettext_lazy("Category"),
        max_length=300,
        help_text=gettext_lazy("Where the questions go, such as Programme/B1. What is missing of it is made."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the questions"))
    publish = forms.BooleanField(
        label=gettext_lazy("Make them ready for use at once"),
        required=False,
        help_text=gettext_lazy("Else they are drafts, and changes to questions wait beside what is in use."),
    )

    def __init__(self, *args, may_publish: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].choices = [(each.name, _(each.label)) for each in FORMATS.values()]
        self.fields["language"].choices = languages()
        self.fields["bank"].widget.attrs["list"] = "banks"
        if not may_publish:
            del self.fields["publish"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE:
            raise forms.ValidationError(_("The file is larger than 10 MB. Split it."))
        return file

    def clean_bank(self) -> str:
        try:
            return "/".join(importing.bank_path(self.cleaned_data["bank"]))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        """Read the file, so that a refusal stands beside its field."""
        cleaned = super().clean()
        if "file" in cleaned and "format" in cleaned:
            self.raw = cleaned["file"].read()
            try:
                self.reading: Reading = FORMATS[cleaned["format"]].read(self.raw)
            except FormatError as error:
                line = _("Line %(line)s: ") % {"line": error.line} if error.line else ""
                self.add_error("file", line + _(error.message))
        return cleaned


class ExportForm(forms.Form):
    """Which questions go, and how they are written."""

    format = forms.ChoiceField(label=gettext_lazy("Format"))
    bank = forms.ChoiceField(
        label=gettext_lazy("Category"), required=False, help_text=gettext_lazy("With those under it.")
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the questions"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].choices = [(each.name, _(each.label)) for each in FORMATS.values() if each.write]
        self.fields["bank"].choices = [("", _("The whole bank")), *((path, path) for path in banks())]
        self.fields["language"].choices = languages()


class ExchangeMixin(WagtailAdminTemplateMixin):
    """A page of the desk under the list of questions, for those who may do what it is about."""

    permission = "quizzes.add_question"
    header_icon = "help"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        above = {"url": list_url(), "label": _("Questions")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]


def list_url() -> str:
    return reverse(Question.snippet_viewset.get_url_name("list"))


def shown(lines) -> list[dict[str, Any]]:
    """Return the lines of a plan as a table shows them."""
    return [
        {"number": line, "action": action, "label": ACTIONS.get(action, action), "words": words}
        for line, action, words in lines
    ]


class ImportView(ExchangeMixin, FormView):
    """Ask for a file, and show what it would do."""

    template_name = "quizzes/desk/import.html"
    page_title = gettext_lazy("Import questions")
    form_class = ImportForm

    def get_form_kwargs(self):
        may_publish = self.request.user.has_perm("quizzes.publish_question")
        return {**super().get_form_kwargs(), "may_publish": may_publish}

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "banks": banks()}

    def form_valid(self, form) -> HttpResponse:
        asked = {name: form.cleaned_data.get(name, False) for name in ("format", "bank", "language", "publish")}
        plan = importing.plan(form.reading, bank=asked["bank"], language=asked["language"])
        lines = plan.lines()
        ticket = {**asked, "file": importing.store(form.raw), "by": self.request.user.pk}
        context = self.get_context_data(
            form=form,
            plan=plan,
            lines=shown(lines[:SHOWN]),
            more=max(0, len(lines) - SHOWN),
            ticket=signing.dumps(ticket, salt=SALT),
            asked=asked,
        )
        return self.response_class(self.request, ["quizzes/desk/import_plan.html"], context)


class ApplyView(ExchangeMixin, View):
    """Ask for the job that does what was shown, once."""

    http_method_names = ["post"]

    def post(self, request) -> HttpResponse:
        try:
            asked = signing.loads(request.POST.get("ticket", ""), salt=SALT, max_age=DAY)
        except signing.BadSignature:
            messages.error(request, _("This import is too old. Choose the file again."))
            return redirect("quizzes_import")
        if asked["by"] != request.user.pk or (
            asked["publish"] and not request.user.has_perm("quizzes.publish_question")
        ):
            raise PermissionDenied
        if not cache.add(f"import:{asked['file']}", 1, DAY):
            messages.warning(request, _("This import was asked for before."))
            return redirect(list_url())
        job = enqueue("quizzes.import_questions", owner=request.user, **asked)
        return redirect("jobs:detail", job.pk)


class ReportView(ExchangeMixin, TemplateView):
    """What an import did."""

    template_name = "quizzes/desk/import_report.html"
    page_title = gettext_lazy("What the import did")

    def get_context_data(self, **kwargs):
        job = get_object_or_404(Job, pk=self.kwargs["job_id"], kind="quizzes.import_questions", state=Job.State.DONE)
        if not self.request.user.has_perm("jobs.view_job", job):
            raise Http404
        return {**super().get_context_data(**kwargs), **job.result, "lines": shown(job.result["lines"])}


class ExportView(ExchangeMixin, FormView):
    """Ask which questions go, and send the file; what the format could not say is shown before."""

    permission = "quizzes.change_question"
    template_name = "quizzes/desk/export.html"
    page_title = gettext_lazy("Export questions")
    form_class = ExportForm

    def form_valid(self, form) -> HttpResponse:
        asked = form.cleaned_data
        try:
            made = exporting.export(format=asked["format"], bank=asked["bank"], language=asked["language"])
        except ValueError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        if made.notes and "anyway" not in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form, made=made, notes=_noted(made)))
        return _download(made, asked)


def _noted(made: exporting.Export) -> list[tuple[str, str]]:
    return [(note.element, _(note.reason)) for note in made.notes[:SHOWN]]


def _download(made: exporting.Export, asked: dict[str, str]) -> HttpResponse:
    form = FORMATS[asked["format"]]
    name = f"{slugify(asked['bank']) or 'questions'}-{timezone.localdate():%Y-%m-%d}.{form.suffix}"
    return HttpResponse(
        made.content,
        content_type=f"{form.mime}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
