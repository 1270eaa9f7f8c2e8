"""What happens before a wheel is packed: the translations are compiled, since only their sources are kept."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledCatalogues(BuildHookInterface):
    """Compile ``locale/`` with the site's own code, loaded from its file: nothing is installed yet."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict) -> None:
        root = Path(self.root)
        spec = spec_from_file_location("catalogues", root / "platform" / "skerry" / "ui" / "catalogues.py")
        catalogues = module_from_spec(spec)
        spec.loader.exec_module(catalogues)
        for _path in catalogues.compile_all(root / "locale"):
            pass
