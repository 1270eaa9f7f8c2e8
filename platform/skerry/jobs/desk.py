"""Jobs and schedules on Wagtail's desk: to look at, and to cancel or try again, for those who see to them."""

from django.middleware.csrf import get_token
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSet

from skerry.jobs.models import Job, Schedule
from skerry.jobs.registry import SCHEDULES, load_houses, title_of


class OpenColumn(Column):
    """What the job does, as a link to its page."""

    cell_template_name = "jobs/desk/open_cell.html"

    def get_value(self, instance: Job) -> str:
        return title_of(instance.kind)


class ActColumn(Column):
    """The one thing that can be done with a job: cancel it, or try again."""

    cell_template_name = "jobs/desk/act_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        request = context["request"]
        return {**context, "csrf": get_token(request), "next": reverse("jobs_desk:index") + query_of(request)}


def query_of(request) -> str:
    return f"?{request.GET.urlencode()}" if request.GET else ""


def progress(job: Job) -> str:
    return f"{job.done_count}/{job.total_count}" if job.total_count else ""


class LookingView(IndexView):
    """A list in which nothing is added, changed or deleted by hand."""

    def user_has_permission(self, _permission) -> bool:
        return False

    def user_has_any_permission(self, _permissions) -> bool:
        return self.request.user.has_perm("jobs.view_jobs", self.model)


class JobsView(LookingView):
    model = Job
    page_title = _("Jobs")
    header_icon = "tasks"
    index_url_name = "jobs_desk:index"
    index_results_url_name = "jobs_desk:index_results"
    default_ordering = "-created_at"
    list_filter = ["state", "kind"]
    list_display = [
        OpenColumn("kind", label=_("Job"), sort_key="kind"),
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("progress", label=_("Progress"), accessor=progress),
        Column("owner", label=_("Asked for by")),
        DateColumn("created_at", label=_("Asked for"), sort_key="created_at"),
        DateColumn("finished_at", label=_("Ended"), sort_key="finished_at"),
        ActColumn("act", label=_("Act")),
    ]

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("owner").defer("args", "result", "error")


def last_line(schedule: Schedule) -> str:
    """Return the line of a traceback that names the error."""
    return schedule.last_error.strip().rpartition("\n")[2]


def interval(schedule: Schedule) -> str:
    return str(SCHEDULES[schedule.name].every)


def next_run(schedule: Schedule):
    """Return when the function is due; None when it was never run and is due at once."""
    return schedule.last_run_at and schedule.last_run_at + SCHEDULES[schedule.name].every


class SchedulesView(LookingView):
    model = Schedule
    page_title = _("Schedules")
    header_icon = "calendar"
    index_url_name = "schedules_desk:index"
    index_results_url_name = "schedules_desk:index_results"
    list_display = [
        Column("name", label=_("Name"), sort_key="name"),
        Column("every", label=_("Every"), accessor=interval),
        DateColumn("last_run_at", label=_("Last run"), sort_key="last_run_at"),
        DateColumn("next_run", label=_("Next run"), accessor=next_run),
        Column("last_error", label=_("Last error"), accessor=last_line),
    ]

    def get_base_queryset(self):
        load_houses()
        return super().get_base_queryset().filter(name__in=SCHEDULES)


class StewardsItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm("jobs.view_jobs", Job)


class LookingViewSet(ViewSet):
    """The addresses of one list, and its place among the reports."""

    view_class: type[LookingView]
    menu_hook = "register_reports_menu_item"
    menu_item_class = StewardsItem

    def get_urlpatterns(self):
        return [
            path("", self.construct_view(self.view_class), name="index"),
            path("results/", self.construct_view(self.view_class, results_only=True), name="index_results"),
        ]


class JobsViewSet(LookingViewSet):
    view_class = JobsView
    url_prefix = "jobs"
    icon = "tasks"
    menu_label = _("Jobs")
    menu_order = 950


class SchedulesViewSet(LookingViewSet):
    view_class = SchedulesView
    url_prefix = "schedules"
    icon = "calendar"
    menu_label = _("Schedules")
    menu_order = 960
