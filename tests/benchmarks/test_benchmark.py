"""The benchmark measures: what is made slower by a known time shows it, in every row."""

import os

import pytest

from tests.benchmarks.measure import measure
from tests.benchmarks.rows import INSERT, PAGES, REFERENCES, ROWS
from tests.benchmarks.site import Site
from tests.benchmarks.weight import weigh

SLOW = 20
SECONDS = 0.5
WARM_UP = 0.1


@pytest.fixture(scope="module")
def pairs():
    """Every row measured on two servers of one database, right after each other: as it is, and slowed."""
    url = os.environ.get("SKERRY_DATABASE_URL") or "sqlite://"
    with Site(url, learners=2) as site, site.served() as plain, site.served(SLOW) as slowed:
        sides = [(plain, plain.reader(), plain.learner(0)), (slowed, slowed.reader(), slowed.learner(1))]
        results = {
            row.name: [
                measure(server, row, [learner if row.signed_in else reader], SECONDS, WARM_UP)
                for server, reader, learner in sides
            ]
            for row in ROWS
        }
        yield results, weigh(plain.browser(), site.places["lesson"])


@pytest.mark.starter
@pytest.mark.django_db
class TestBenchmark:
    """Bounds are wide, since a busy machine stretches both; a row that measures nothing moves by nothing."""

    def test_every_row_shows_the_time_that_was_added(self, pairs):
        for name, (plain, slowed) in pairs[0].items():
            steps = plain.requests_per_visit
            waited = (slowed.percentile(50) - plain.percentile(50)) / steps
            assert 0.6 * 2 * SLOW < waited < 4 * 2 * SLOW, f"{name}: {waited:.1f} ms"

    def test_every_row_shows_the_processor_time_that_was_added(self, pairs):
        for name, (plain, slowed) in pairs[0].items():
            computed = (slowed.cpu - plain.cpu) / plain.requests_per_visit
            assert 0.6 * SLOW < computed < 1.6 * SLOW, f"{name}: {computed:.1f} ms"

    def test_queries_are_counted(self, pairs):
        found = {name: {*plain.queries, *slowed.queries} for name, (plain, slowed) in pairs[0].items()}
        for row in REFERENCES:
            assert found[row.name] == {int(row is INSERT)}, row.name
        for row in PAGES:
            assert min(found[row.name]) >= int(row.signed_in), row.name

    def test_a_whole_attempt_is_many_requests(self, pairs):
        steps = {name: plain.requests_per_visit for name, (plain, _slowed) in pairs[0].items()}
        assert steps.pop("whole attempt") == 12
        assert set(steps.values()) == {1}

    def test_the_first_view_is_more_than_the_page(self, pairs):
        weights = dict(pairs[1])
        assert len(weights) > 2
        assert any("css" in path for path in weights)
        assert all(weights.values())
