"""What each role may do on Wagtail's desk. Groups and their rights are derived from this table and nothing else."""

from typing import NamedTuple

from skerry.accounts.models import Role


class Rights(NamedTuple):
    """Rights on the pages within the scope, on images and documents, and on models as a whole."""

    pages: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    models: tuple[str, ...] = ()


DESK = ("wagtailadmin.access_admin",)
QUESTIONS = ("quizzes.add_question", "quizzes.change_question", "quizzes.publish_question")
TERMS = ("pages.add_term", "pages.change_term", "pages.delete_term")
TRANSLATE = ("wagtail_localize.submit_translation",)
# Wagtail asks for the rights on its own image and document, whichever models stand in their place.
WRITE_MEDIA = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)
READ_MEDIA = ("wagtailimages.choose_image", "wagtaildocs.choose_document")
WRITE = ("add_page", "change_page")
PUBLISH = (*WRITE, "publish_page", "lock_page", "unlock_page")

RIGHTS: dict[str, Rights] = {
    Role.TRAINER: Rights(WRITE, READ_MEDIA, (*DESK, *QUESTIONS)),
    Role.EDITOR: Rights(PUBLISH, WRITE_MEDIA, (*DESK, *QUESTIONS, *TERMS, *TRANSLATE)),
    Role.TRANSLATOR: Rights(("change_page",), READ_MEDIA, (*DESK, "pages.change_term", *QUESTIONS[1:2], *TRANSLATE)),
    Role.MANAGER: Rights(PUBLISH, WRITE_MEDIA, (*DESK, *TRANSLATE)),
    Role.STEWARD: Rights(
        (*PUBLISH, "bulk_delete_page"),
        WRITE_MEDIA,
        (*DESK, *QUESTIONS, *TERMS, *TRANSLATE, "pages.change_sitesettings", "wagtailredirects.add_redirect"),
    ),
}
