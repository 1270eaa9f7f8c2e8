"""Where private files lie: beside the media folder and never below it, so that no address leads to them."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils.crypto import get_random_string
from django.utils.deconstruct import deconstructible


@deconstructible
class PrivateStorage(FileSystemStorage):
    """A folder that only the site itself reads; a file in it has no address."""

    def __init__(self):
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        media = Path(settings.MEDIA_ROOT)
        return str(media.with_name(f"{media.name}-private"))

    @property
    def location(self) -> str:
        return str(Path(self.base_location).absolute())

    def url(self, name: str | None) -> str:
        raise ValueError("A private file has no address.")


def private_storage() -> Storage:
    """Return the storage that the settings call ``private``, else the folder beside the media."""
    return storages["private"] if "private" in settings.STORAGES else PrivateStorage()


def random_path_in(folder: str, extension: str = "") -> str:
    """Return a path that nobody can guess."""
    return f"{folder}/{get_random_string(2)}/{get_random_string(32)}{extension}"
