"""What content and the desk hold about the people who work there."""

from skerry.privacy.registry import Handling, declare, impersonal

ACCOUNTABLE = (
    "Who published, changed or deleted public content is recorded for the accountability of the operator "
    "(Regulation (EU) 2016/679, Article 5(2))."
)

for model, field in (
    ("wagtailcore.Page", "owner"),
    ("wagtailcore.Page", "locked_by"),
    ("wagtailcore.Comment", "user"),
    ("wagtailcore.Comment", "resolved_by"),
    ("wagtailcore.CommentReply", "user"),
    ("wagtailcore.TaskState", "finished_by"),
    ("wagtailcore.WorkflowState", "requested_by"),
    ("wagtailcore.UploadedFile", "uploaded_by_user"),
    ("wagtaildocs.Document", "uploaded_by_user"),
    ("wagtailimages.Image", "uploaded_by_user"),
    ("wagtail_localize.SegmentOverride", "last_translated_by"),
    ("wagtail_localize.StringTranslation", "last_translated_by"),
    ("pages.CustomImage", "uploaded_by_user"),
    ("pages.CustomDocument", "uploaded_by_user"),
):
    declare(model, Handling.ANONYMISE, field)

for model in (
    "wagtailcore.APIToken",
    "wagtailcore.PageSubscription",
    "wagtailadmin.EditingSession",
    "wagtailadmin.FormState",
    "wagtailusers.UserProfile",
):
    declare(model, Handling.ERASE, "user")

for model in ("wagtailcore.PageLogEntry", "wagtailcore.ModelLogEntry", "wagtailcore.Revision"):
    declare(model, Handling.KEEP, "user", basis=ACCOUNTABLE)

declare(
    "pages.CustomImage",
    Handling.NONE,
    "attribution",
    "collection",
    "created_at",
    "description",
    "file",
    "file_hash",
    "file_size",
    "focal_point_height",
    "focal_point_width",
    "focal_point_x",
    "focal_point_y",
    "height",
    "licence",
    "public_id",
    "tags",
    "title",
    "width",
)
declare(
    "pages.CustomDocument",
    Handling.NONE,
    "attribution",
    "collection",
    "created_at",
    "file",
    "file_hash",
    "file_size",
    "licence",
    "public_id",
    "tags",
    "title",
)
impersonal("pages.CustomRendition", "pages.SiteSettings", "pages.Term")
