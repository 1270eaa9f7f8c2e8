"""The kinds of notice there are. The houses above fill it when their app is ready.

    register(Kind("quizzes.overdue", subject=..., template="quizzes/mail/overdue.txt", url=..., still_visible=...))
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from skerry.accounts.models import Scope
from skerry.accounts.models.grants import SITE


def everywhere(_params: dict) -> Scope:
    return SITE


@dataclass(frozen=True)
class Kind:
    """A kind of notice, named ``<app label>.<what happened>``.

    ``params`` are what was given to ``tell``: JSON, so a time is a string in ISO 8601. All functions are called with
    the language and the time zone of whoever reads.

    ``subject(params)``: one line, best of 60 characters at most, without a query, since lists show many.
    ``template``: the words of the mail as plain text. It sees ``params``, ``notice``, ``user``, ``url`` and what
    ``context(params)`` returns, and is not escaped. Greeting, link, funding and signature stand around it. The HTML
    part says the same words unless ``html`` names a template of its own for them.
    ``url(notice)``: the path where the thing is, from the root of the site.
    ``still_visible(user, params)``: whether the person may still see it; asked again when the mail is sent. It answers
    False, and raises nothing, for what is gone.
    ``action``: the words of the link. ``about(params)``: the scope that the thing belongs to.
    """

    name: str
    subject: Callable[[dict], str]
    template: str
    url: Callable[..., str]
    still_visible: Callable[..., bool]
    html: str = ""
    action: str = _("Open it on Skerry")
    context: Callable[[dict], dict] = dict
    about: Callable[[dict], Scope] = everywhere


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind. Raises ValueError when its name is taken."""
    if KINDS.setdefault(kind.name, kind) is not kind:
        raise ValueError(f"The kind of notice {kind.name} is registered twice.")


def kind_of(name: str) -> Kind:
    """Return the kind called ``name``. Raises LookupError when there is none."""
    return KINDS[name]


def all_languages() -> Collection[str]:
    return [code for code, _name in settings.LANGUAGES]


_languages: list[Callable[[], Iterable[str]]] = [all_languages]


def languages_from(ask: Callable[[], Iterable[str]]) -> None:
    """Have ``ask`` say which languages can be read on the site; pages, which lie above, know."""
    _languages[:] = [ask]


def language_for(user) -> str:
    """Return the language to write to a person in: theirs, while it can be read on the site."""
    return user.language if user.language in set(_languages[0]()) else settings.LANGUAGE_CODE
