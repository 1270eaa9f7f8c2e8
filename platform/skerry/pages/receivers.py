"""What changes published content begins a new content generation."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Locale, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move, published, unpublished

from skerry.pages import generation
from skerry.pages.models import CustomDocument, CustomImage, SiteSettings, Term


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
