"""Our own scripts stay small, all together."""

import gzip

from tests.support.servers import ROOT

OURS = ("platform", "courses", "cases", "forum")


def test_all_our_scripts_together_are_small():
    found = [path for folder in OURS for path in (ROOT / folder).glob("**/static/**/*.js")]
    assert len(found) > 4
    assert sum(len(gzip.compress(path.read_bytes())) for path in found) <= 15 * 1024
