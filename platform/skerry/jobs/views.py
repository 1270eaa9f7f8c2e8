"""The page of a job: how far it is, how it ended, and what its owner can do about it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from skerry.jobs.models import Job
from skerry.jobs.registry import title_of
from skerry.jobs.services import cancel, retry

TONES = {
    Job.State.QUEUED: "plain",
    Job.State.RUNNING: "accent",
    Job.State.DONE: "success",
    Job.State.FAILED: "danger",
    Job.State.CANCELLED: "warning",
}


def allowed(request, job_id, permission: str) -> Job:
    """Return the job. Raises Http404 where the person may not do this with it."""
    job = get_object_or_404(Job, pk=job_id)
    if not request.user.has_perm(permission, job):
        raise Http404
    return job


def is_on_this_site(request, url) -> bool:
    return isinstance(url, str) and url_has_allowed_host_and_scheme(
        url, {request.get_host()}, require_https=request.is_secure()
    )


def result_url(request, job: Job) -> str:
    """Return where the result is; empty while there is none, or when it lies outside the site."""
    found = job.result.get("url") if isinstance(job.result, dict) else None
    return found if is_on_this_site(request, found) else ""


def back(request, job: Job) -> HttpResponse:
    """Lead to where the button was."""
    there = request.POST.get("next")
    return redirect(there) if is_on_this_site(request, there) else redirect("jobs:detail", job.pk)


def distance(job: Job) -> str:
    """Return in words how far the job is; empty while nobody knows how much there is to do."""
    if not job.total_count:
        return ""
    return _("%(done)s of %(total)s") % {"done": job.done_count, "total": job.total_count}


@never_cache
@login_required
@require_safe
def detail(request, job_id):
    """The page looks again by itself while the job goes on; without JavaScript there is a link."""
    job = allowed(request, job_id, "jobs.view_job")
    context = {
        "job": job,
        "title": title_of(job.kind),
        "tone": TONES[job.state],
        "distance": distance(job),
        "result_url": result_url(request, job),
        "may_manage": request.user.has_perm("jobs.manage_jobs", job),
        "may_see_details": request.user.has_perm("jobs.view_jobs", Job),
    }
    return render(request, "jobs/detail.html", context)


@require_POST
@login_required
def cancel_job(request, job_id):
    """Ask for the end of a job; one that is over already stays as it is."""
    job = allowed(request, job_id, "jobs.manage_jobs")
    cancel(job=job, by=request.user)
    return back(request, job)


@require_POST
@login_required
def retry_job(request, job_id):
    """Begin a job anew that failed or was cancelled."""
    job = allowed(request, job_id, "jobs.manage_jobs")
    try:
        retry(job=job, by=request.user)
    except ValueError:
        messages.warning(request, _("This is under way or done already; there is nothing to try again."))
    return back(request, job)
