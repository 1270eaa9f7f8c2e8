"""What happens to certificates: awarded, named, corrected, put on paper."""

from courses.certificates.achievement import Achievement, Requirement
from courses.certificates.services.awarding import award
from courses.certificates.services.naming import clean_name, confirm_name, correct_name
from courses.certificates.services.paper import make_pdf

__all__ = [
    "Achievement",
    "Requirement",
    "award",
    "clean_name",
    "confirm_name",
    "correct_name",
    "make_pdf",
]
