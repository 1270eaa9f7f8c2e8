"""What certificates hold about a person."""

from skerry.privacy.registry import Handling, declare, impersonal

EVIDENCE = (
    "Supporting documents of a funded programme are kept for five years from the end of the year of the last payment "
    "(Regulation (EU) 2021/1060, Article 82); the right to erasure does not reach them while that lasts "
    "(Regulation (EU) 2016/679, Article 17(3)(b))."
)

declare("certificates.Certificate", Handling.ANONYMISE, "user", "confirmed_by")
declare(
    "certificates.Certificate",
    Handling.KEEP,
    "name",
    "achievement_kind",
    "achievement_key",
    "snapshot",
    "number",
    "language",
    "state",
    "awarded_at",
    "confirmed_at",
    "issued_at",
    "replaced_by",
    "pdf",
    basis=EVIDENCE,
)
declare("certificates.Certificate", Handling.NONE, "snapshot_sha256", "pdf_sha256", "pdf_ready_at")
impersonal("certificates.NumberSeries")
