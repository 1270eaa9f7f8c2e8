"""What changes published content begins a new content generation."""

from django.db.models.signals import post_delete, post_save  # noqa: TID251  this is receivers.py
from django.dispatch import receiver
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move, published, unpublished

from skerry.accounts.signals import groups_made
from skerry.pages import generation
from skerry.pages.models import CustomDocument, CustomImage, SiteSettings, Term
from skerry.pages.services import sync_rights


@receiver([page_published, page_unpublished, post_page_move, published, unpublished])
def content_changed(**_kwargs) -> None:
    generation.renew()


@receiver([post_save, post_delete])
def shared_content_changed(sender, **_kwargs) -> None:
    if sender in {SiteSettings, Term, Locale, Site, PageViewRestriction, CustomImage, CustomDocument}:
        generation.renew()


@receiver(post_delete)
def page_deleted(instance, **_kwargs) -> None:
    if hasattr(instance, "url_path"):
        generation.renew()


@receiver(groups_made)
def groups_need_rights(**_kwargs) -> None:
    sync_rights()


@receiver(post_save)
def top_page_made(sender, instance, created, **_kwargs) -> None:
    """A home page or a programme in a new language is a new top of a scope."""
    if created and issubclass(sender, Page) and (instance.depth or 9) <= 4:
        sync_rights()
