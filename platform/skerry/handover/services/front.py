"""The front of a site: its home page as the root, and what its operator has to say."""

from wagtail.models import Page, Site

from skerry.handover.bundle import Bundle, Entry
from skerry.handover.local import default_site, is_welcome
from skerry.pages.models import SiteSettings


def settle(home: Page, bundle: Bundle) -> None:
    """Make a home page the root of the default site, in place of the page that a fresh Wagtail shows."""
    name = next((other.fields["name"] for other in bundle.entries.values() if other.kind == "site"), home.title)
    site = default_site()
    if site is None:
        Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name=name)
        return
    welcome = site.root_page
    if welcome.pk == home.pk:
        return
    site.root_page, site.site_name = home, name
    site.save()
    if is_welcome(welcome):
        Page.objects.get(pk=welcome.pk).delete()


def write_settings(entry: Entry) -> None:
    """Set what the operator of the site decides."""
    row = SiteSettings.for_site(default_site())
    for name in entry.fields.keys() - {"name"}:
        setattr(row, name, entry.fields[name])
    row.full_clean()
    row.save()
