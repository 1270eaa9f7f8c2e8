import hashlib

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from courses.certificates import rules  # noqa: F401  the rules are registered before a view asks
from courses.certificates.forms import FILE_BYTES, FileForm, NameForm
from courses.certificates.models import Certificate
from courses.certificates.services import confirm_name, correct_name
from courses.certificates.services.paper import facts, requirement_lines, version_line
from skerry.accounts.rules import may

BODY_BYTES = FILE_BYTES + 64 * 1024  # the file, the token, and what holds them together


def own(request, certificate_id, permission: str) -> Certificate:
    """Return a certificate of the person. Raises Http404 for anyone else's."""
    mine = Certificate.objects.visible_to(request.user).select_related("replaced_by")
    certificate = get_object_or_404(mine, pk=certificate_id)
    if not may(request.user, permission, certificate):
        raise Http404
    return certificate


def page_facts(certificate: Certificate) -> list[dict]:
    """Return the facts for a page, where words frozen in another language than the page's say which."""
    items, language = facts(certificate), certificate.language
    for item in items:
        if item["key"] == "level" and language != translation.get_language():
            item["detail"] = format_html('<span lang="{}">{}</span>', language, item["detail"])
    return items


def sheet(certificate: Certificate) -> dict:
    """Return what the sheet shows on a page."""
    with translation.override(certificate.language):
        requirements = requirement_lines(certificate.snapshot)
    return {
        "certificate": certificate,
        "standing": standing(certificate),
        "snapshot": certificate.snapshot,
        "facts": page_facts(certificate),
        "requirements": requirements,
        "version": version_line(certificate.snapshot),
    }


def crumbs(certificate: Certificate, *below: str) -> list[dict]:
    """Return the way from the person's certificates to this one, and to what lies below it."""
    title = certificate.number or f"{certificate.snapshot['code']} {certificate.snapshot['title']}"
    return [
        {"label": _("My certificates"), "url": reverse("certificates:list")},
        {"label": title, "url": reverse("certificates:detail", args=[certificate.pk])},
        *({"label": label} for label in below),
    ]


@login_required
@require_safe
def certificate_list(request):
    """The person's certificates, those first that wait for their name."""
    certificates = list(Certificate.objects.visible_to(request.user).live())
    certificates.sort(key=lambda certificate: not certificate.awaits_name)
    return render(request, "certificates/list.html", {"certificates": certificates})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request, certificate_id):
    """One of the person's certificates: first the name to confirm, then the sheet and its file."""
    certificate = own(request, certificate_id, "certificates.view_certificate")
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST":
        own(request, certificate_id, "certificates.confirm_name")
        if named(request, form, certificate, confirm_name):
            return redirect("certificates:detail", certificate.pk)
    context = {**sheet(certificate), "form": form, "crumbs": crumbs(certificate)}
    return render(request, "certificates/detail.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request, certificate_id):
    """Correct the name: a new certificate replaces this one."""
    certificate = own(request, certificate_id, "certificates.correct_name")
    if certificate.awaits_name or (request.method != "POST" and not certificate.is_issued):
        return redirect("certificates:detail", certificate.pk)
    form = NameForm(request.POST or None, initial={"name": certificate.name})
    if request.method == "POST" and (new := named(request, form, certificate, correct_name)):
        return redirect("certificates:detail", new.pk)
    context = {"certificate": certificate, "form": form, "crumbs": crumbs(certificate, _("Correct the name"))}
    return render(request, "certificates/correct.html", context)


def named(request, form: NameForm, certificate: Certificate, service) -> Certificate | None:
    """Have ``service`` put the form's name on the certificate; what it refuses is a fault of the form."""
    if not form.is_valid():
        return None
    try:
        return service(
            certificate=certificate, name=form.cleaned_data["name"], by=request.user, now=timezone.now()
        )
    except ValidationError as error:
        form.add_error("name", error)
        return None


@login_required
@require_safe
def pdf(request, certificate_id):
    """The file, for its holder."""
    certificate = own(request, certificate_id, "certificates.download_certificate")
    if not certificate.pdf:
        raise Http404
    response = FileResponse(
        certificate.pdf.open("rb"),
        as_attachment=True,
        filename=certificate.file_name,
        content_type="application/pdf",
    )
    response["Cache-Control"] = "private, no-store"
    return response


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request, certificate_id):
    """What was certified, for anyone who has the address; a file can be compared with the one we made.

    The size is judged before any of the body is read, and the check of the token reads it: so that check
    stands behind this door and not in front of it.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > BODY_BYTES:
        return verification(request, certificate_id, form=FileForm(), answer="too_large")
    return compare(request, certificate_id)


@csrf_protect
def compare(request, certificate_id):
    """Compare the file that was sent, if one was, and keep nothing of it."""
    if request.method != "POST":
        return verification(request, certificate_id, form=FileForm())
    form = FileForm(request.POST, request.FILES)
    digest = sha256(form.cleaned_data["file"]) if form.is_valid() else ""
    return verification(request, certificate_id, form=form, digest=digest)


def sha256(file) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def verification(request, certificate_id, *, form: FileForm, digest: str = "", answer: str = ""):
    """Return the page that says what was certified; ``digest`` is that of a file to compare."""
    verifiable = Certificate.objects.verifiable().select_related("replaced_by")
    certificate = get_object_or_404(verifiable, pk=certificate_id)
    if not may(request.user, "certificates.verify_certificate", certificate):
        raise Http404
    if digest:
        answer = "same" if digest == certificate.pdf_sha256 else "different"
    context = {**sheet(certificate), "form": form, "answer": answer}
    response = render(request, "certificates/verify.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def standing(certificate: Certificate) -> str:
    """Return what the certificate is worth today: valid, replaced, revoked or damaged."""
    if not certificate.is_intact:
        return "damaged"
    return "valid" if certificate.is_issued else str(certificate.state)
