"""Who may do what with a certificate: its holder everything there is, everyone may verify."""

from courses.certificates.models import Certificate
from skerry.accounts.rules import register


def is_holder(user, certificate: Certificate) -> bool:
    return user.is_authenticated and certificate.user_id == user.pk


def is_verifiable(_user, certificate: Certificate) -> bool:
    """A certificate without a name is still its holder's own business."""
    return not certificate.awaits_name


PERMISSIONS = {
    "certificates.view_certificate": is_holder,
    "certificates.confirm_name": is_holder,
    "certificates.correct_name": is_holder,
    "certificates.download_certificate": is_holder,
    "certificates.verify_certificate": is_verifiable,
}

register(PERMISSIONS)
