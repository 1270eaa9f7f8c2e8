"""Wagtail's desk, set up for the work: glossary, publication of whole translations, no tips and no calls outside."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail_localize.models import Translation
from wagtail_localize.views.update_translations import UpdateTranslationsForm

from skerry.pages.models import Term


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "openquote"
    menu_label = gettext_lazy("Glossary")
    menu_order = 300
    add_to_admin_menu = True
    list_display = ["term", "key", "locale"]
    list_filter = ["locale"]
    search_fields = ["term", "definition"]


register_snippet(TermViewSet)


def _refuse_half_translation(request, instance):
    """Hold publication back while strings are missing: they would go live in the source language."""
    if (
        request.method != "POST"
        or request.POST.get("action") != "publish"
        or "localize-translation-enabled" in request.POST
    ):
        return None
    translation = (
        Translation.objects.filter(
            source__object_id=instance.translation_key, target_locale_id=instance.locale_id, enabled=True
        )
        .select_related("source")
        .first()
    )
    if translation is None:
        return None
    total, done = translation.get_progress()
    if total == done:
        return None
    left = total - done
    messages.error(
        request,
        ngettext(
            "Not published: %(count)d sentence is not translated yet.",
            "Not published: %(count)d sentences are not translated yet.",
            left,
        )
        % {"count": left},
    )
    return HttpResponseRedirect(request.path)


@hooks.register("before_edit_page", order=-10)
def hold_back_page(request, page):
    return _refuse_half_translation(request, page)


@hooks.register("before_edit_snippet", order=-10)
def hold_back_snippet(request, instance):
    return _refuse_half_translation(request, instance) if hasattr(instance, "translation_key") else None


@hooks.register("construct_homepage_panels")
def calm_front(request, panels):
    """Leave the pages of the person and the work that waits; drop upgrade news."""
    panels[:] = [
        panel
        for panel in panels
        if panel.__class__.__name__ not in {"UpgradeNotificationPanel", "WhatsNewInWagtailVersionPanel"}
    ]


@hooks.register("construct_help_menu")
def no_tours(request, items):
    items[:] = [item for item in items if item.name not in {"whats-new-in-wagtail"}]


# wagtail-localize offers to publish a sync at once, with the source language where strings are missing. What is not
# translated must not go live: our template leaves the offer out, and a disabled field ignores what is posted.
UpdateTranslationsForm.base_fields["publish_translations"].disabled = True
