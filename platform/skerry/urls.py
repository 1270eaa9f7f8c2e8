"""Every address of the site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve as serve_file
from drf_spectacular.views import SpectacularAPIView
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from courses.quizzes.api import AnswerView, AttemptView
from skerry.notices.urls import OUTBOX
from skerry.pages import views as pages
from skerry.pages.api import docs

handler400 = "skerry.ui.views.bad_request"
handler403 = "skerry.ui.views.permission_denied"
handler404 = "skerry.ui.views.page_not_found"
handler500 = "skerry.ui.views.server_error"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v1/schema/", SpectacularAPIView.as_view(api_version="v1"), name="schema"),
    path("api/v1/docs/", docs, name="docs"),
    path("api/v1/attempts/<uuid:attempt_id>/", AttemptView.as_view(), name="api_attempt"),
    path("api/v1/attempts/<uuid:attempt_id>/answers/", AnswerView.as_view(), name="api_answers"),
    path("", include("skerry.ui.urls")),
    path("", include(OUTBOX)),
    path("healthz", pages.healthz, name="healthz"),
    path("readyz", pages.readyz, name="readyz"),
    path("sitemap.xml", pages.sitemap, name="sitemap"),
]

if settings.SERVE_MEDIA:
    urlpatterns += [
        re_path(r"^media/(?P<path>images/.*|original_images/.*)$", serve_file, {"document_root": settings.MEDIA_ROOT}),
    ]

urlpatterns += i18n_patterns(
    path("", include("skerry.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("skerry.jobs.urls")),
    path("", include("skerry.notices.urls")),
    path("", include("courses.programmes.urls")),
    path("", include("courses.modules.urls")),
    path("", include("courses.quizzes.urls")),
    path("", include("courses.certificates.urls")),
    path(
        "_util/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="wagtailcore_login",
    ),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        wagtail_views.authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    re_path(wagtail_urls.serve_pattern, pages.serve, name="wagtail_serve"),
)

urlpatterns += [
    path("", pages.to_language, name="root"),
    re_path(r"^(?P<path>[^/].*)$", pages.to_language, name="without_language"),
]
