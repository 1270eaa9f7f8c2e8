"""Jobs on Wagtail's desk, and the acts upon them that go on record."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from skerry.jobs.desk import JobsViewSet, SchedulesViewSet


@hooks.register("register_admin_viewset")
def jobs():
    return [JobsViewSet("jobs_desk"), SchedulesViewSet("schedules_desk")]


@hooks.register("register_log_actions")
def acts(actions):
    actions.register_action("jobs.cancel", _("Cancel a job"), _("Job cancelled"))
    actions.register_action("jobs.retry", _("Try a job again"), _("Job tried again"))
