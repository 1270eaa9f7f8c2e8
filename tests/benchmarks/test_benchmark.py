"""The benchmark measures: what is made slower by a known time shows it, in every row."""

import os

import pytest

from tests.benchmarks.measure import Result, measure
from tests.benchmarks.rows import INSERT, PAGES, REFERENCES, ROWS
from tests.benchmarks.site import Site
from tests.benchmarks.weight import weigh

SLOW = 20
SECONDS = 0.5
WARM_UP = 0.1
TRIES = 3
# Wide, since a busy machine stretches everything; a row that measures nothing moves by nothing.
WAITED = (0.75 * 2 * SLOW, 3 * 2 * SLOW)
COMPUTED = (0.75 * SLOW, 1.5 * SLOW)


class Pair:
    """A row measured on two servers of one database, right after each other: as it is, and slowed."""

    def __init__(self, plain: Result, slowed: Result):
        self.plain = plain
        self.slowed = slowed
        self.steps = plain.requests_per_visit

    @property
    def waited(self) -> float:
        """Return how many milliseconds longer the quickest visit took, for each of its requests."""
        return (self.slowed.percentile(0) - self.plain.percentile(0)) / self.steps

    @property
    def computed(self) -> float:
        """Return how many processor milliseconds more each request took."""
        return (self.slowed.cpu - self.plain.cpu) / self.steps

    @property
    def queries(self) -> set[int]:
        return {*self.plain.queries, *self.slowed.queries}

    @property
    def is_as_expected(self) -> bool:
        return WAITED[0] < self.waited < WAITED[1] and COMPUTED[0] < self.computed < COMPUTED[1]


@pytest.fixture(scope="module")
def found():
    """Every row as a pair, and what the first view weighs."""
    url = os.environ.get("SKERRY_DATABASE_URL") or "sqlite://"
    with Site(url, learners=2) as site, site.served() as plain, site.served(SLOW) as slowed:
        sides = [(plain, plain.reader(), plain.learner(0)), (slowed, slowed.reader(), slowed.learner(1))]

        def take(row) -> Pair:
            for _try in range(TRIES):
                pair = Pair(
                    *(
                        measure(server, row, [learner if row.signed_in else reader], SECONDS, WARM_UP)
                        for server, reader, learner in sides
                    )
                )
                if pair.is_as_expected:
                    break
            return pair

        yield {row.name: take(row) for row in ROWS}, weigh(plain.browser(), site.places["lesson"])


@pytest.mark.starter
@pytest.mark.django_db
class TestBenchmark:
    def test_every_row_shows_the_time_that_was_added(self, found):
        moved = {name: pair.waited for name, pair in found[0].items()}
        assert {name: by for name, by in moved.items() if not WAITED[0] < by < WAITED[1]} == {}

    def test_every_row_shows_the_processor_time_that_was_added(self, found):
        moved = {name: pair.computed for name, pair in found[0].items()}
        assert {name: by for name, by in moved.items() if not COMPUTED[0] < by < COMPUTED[1]} == {}

    def test_queries_are_counted(self, found):
        for row in REFERENCES:
            assert found[0][row.name].queries == {int(row is INSERT)}, row.name
        for row in PAGES:
            assert min(found[0][row.name].queries) > 0, row.name

    def test_a_whole_attempt_is_many_requests(self, found):
        steps = {name: pair.steps for name, pair in found[0].items()}
        assert steps.pop("whole attempt") == 12
        assert set(steps.values()) == {1}

    def test_the_first_view_is_more_than_the_page(self, found):
        weights = dict(found[1])
        assert any("css" in path for path in weights)
        assert any(path.endswith(".js") for path in weights)
        assert all(weights.values())
