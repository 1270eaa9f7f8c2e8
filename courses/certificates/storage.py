"""Where certificates lie, among the private files."""

from skerry.pages.storage import private_storage, random_path_in

__all__ = ["private_storage", "random_path"]


def random_path(_certificate, _filename: str) -> str:
    return random_path_in("certificates", ".pdf")
