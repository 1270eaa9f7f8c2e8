"""What every item type is and says: its authoring fields, its drawing, its answers, its score.

Pure Python: no Django, no requests, no reading or writing. All texts that a person reads and that are not
content are marked with `gettext_noop` and translated by whoever shows them; codes are stable and never shown.

The flow of one question:

    data     what an author wrote, in one language (JSON)
    split    -> content (may be shown before release) and key (must not be)
    freeze   -> everything random, once per attempt
    controls -> what to draw
    parse    -> the response, canonical JSON, `{}` for no answer
    score    -> the fraction of the mark

Response, content, key and frozen hold ids only where languages must agree: data of the same question in two
languages carry the same ids, so a response given in one language can be drawn and scored in the other.
"""

from __future__ import annotations

import dataclasses
import random
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from courses.items.plain import plain

RIGHT = 0.999999
"""A fraction above this is right (threshold of Moodle's question/engine/states.php)."""

WRONG = 0.000001
"""A fraction below this, negative ones too, is wrong (same source)."""

Json = dict[str, Any]
Data = Mapping[str, Any]
Content = Mapping[str, Any]
Key = Mapping[str, Any]
Frozen = Mapping[str, Any]
Response = Mapping[str, Any]
Raw = Mapping[str, Sequence[str]]
State = Literal["right", "partial", "wrong"]
FieldType = Literal["text", "long", "rich", "bool", "decimal", "choice", "lines", "list"]
Marking = Literal["machine", "person", "none"]
Tally = list[tuple[str, str]]


def gettext_noop(text: str) -> str:
    """Mark a text for the catalogue and return it unchanged; whoever shows it translates it."""
    return text


def state_of(fraction: float) -> State:
    """Return the word for a fraction of the mark (1 = full mark, may be negative)."""
    if fraction > RIGHT:
        return "right"
    if fraction < WRONG:
        return "wrong"
    return "partial"


class UnknownKind(KeyError):  # noqa: N818  (the name other houses import)
    """No item type has this kind."""


class InvalidResponse(ValueError):  # noqa: N818  (the name other houses import)
    """A posted answer cannot be read; nothing of it was kept.

    `code` is one of: unknown_option, too_many, not_a_number, ambiguous_number, not_finite, incomplete_order,
    duplicate_position, control_character, too_long, file_type, malformed. `params` holds what a message may
    name, such as `limit` (characters) for too_long, `allowed` for too_many (a number) and file_type (endings),
    or `as_decimal` and `as_thousands` (the two readings, canonical decimals) for ambiguous_number.
    """

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Field:
    """One authoring field; the editor's form is built from these.

    `type`: text (one line), long (plain text of several lines), rich (HTML), bool, decimal (a number, as
    text), choice (one of `choices`: value, label), lines (one text, one entry per line; a list of str in the
    data) or list (rows made of the fields `of`, from `min_num` to `max_num`, 0 for no bound; every row has an
    `id` besides, random and the same in every language).
    """

    name: str
    type: FieldType
    label: str
    help: str = ""
    translatable: bool = False
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    of: tuple[Field, ...] = ()
    default: Any = None
    min_num: int = 0
    max_num: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in an authored question: code, field (`options`, `options.2.text`, rows from 0), details.

    Codes: empty, wrong_type, too_few, too_many, missing_id, duplicate_id, duplicate_text, no_right_option,
    several_right_options, fraction_out_of_range, fractions_not_one, not_a_number, negative, zero_answer,
    unknown_choice, matches_everything, one_answer, never_reached, unreadable_unit, units_not_read, not_whole,
    not_positive, out_of_range, too_long, least_above_most, unknown_extension.
    """

    code: str
    field: str
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose or to move: the id that is posted and the plain text that is shown."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Control:
    """One thing to draw in a form.

    `kind`: radio, checkbox, select, order, text, number, textarea, file or matrix. `label` is plain text;
    empty means that the stem labels it. `value` is what the learner gave so far: an id (radio, select), a list
    of ids (checkbox, order, file) or the text as typed; None when nothing was given. `unit` stands after the
    field; `unit_rule` says "optional" or "required" where the learner types it.

    An order control posts one name per option, `o-<option id>`, with its position from 1. A matrix is drawn
    from `rows`, a radio control for each, which post under names of their own; `options` are the columns. The
    options of a file control are the files that are there. `limit` is the most characters (textarea) or files
    (file), `accept` the file name endings without the dot, `start` the text that an empty textarea begins
    with, `min_words` and `max_words` are its bounds in words; 0 is no bound.
    """

    kind: str
    name: str
    label: str = ""
    options: tuple[Option, ...] = ()
    value: str | list[str] | None = None
    unit: str = ""
    required: bool = False
    unit_rule: str = ""
    rows: tuple[Control, ...] = ()
    limit: int = 0
    accept: tuple[str, ...] = ()
    start: str = ""
    min_words: int = 0
    max_words: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """The worth of a response.

    `fraction` of the mark (1 = all of it; below 0 only for a single choice with negative options), `right` as
    `state_of` says, `parts` by pair id (matching), item id (ordering: that item stands where it belongs) or
    "number" and "unit" (a number whose unit counts), and `feedback`, the HTML texts that belong to what was
    chosen.
    """

    fraction: float
    right: bool
    parts: dict[str, bool] = dataclasses.field(default_factory=dict)
    feedback: list[str] = dataclasses.field(default_factory=list)

    @classmethod
    def of(cls, fraction: float, parts: dict[str, bool] | None = None, feedback: Sequence[str] = ()) -> Score:
        """Return the score of a fraction, `right` derived from it."""
        return cls(fraction, state_of(fraction) == "right", dict(parts or {}), list(feedback))


COMMON_FIELDS = (
    Field("stem", "rich", gettext_noop("Question"), translatable=True),
    Field(
        "hint",
        "rich",
        gettext_noop("Hint"),
        gettext_noop("Shown after a wrong try, where the quiz allows more than one."),
        translatable=True,
        required=False,
    ),
    Field(
        "feedback",
        "rich",
        gettext_noop("Feedback"),
        gettext_noop("Shown to everybody after answering."),
        translatable=True,
        required=False,
    ),
)
"""The fields that every question has, whatever its kind; `ItemType.fields` does not repeat them."""


class ItemType(ABC):
    """One kind of question. An instance holds no state; the same one serves every question of its kind.

    A subclass with a `kind` in any module of this package is an item type; nothing else has to be registered.
    Methods expect data without `problems`, content and key from `split`, and responses from `parse`; ids that
    are no longer known (a response given to another version) count as not right and never raise.
    """

    kind: ClassVar[str] = ""
    label: ClassVar[str] = ""
    fields: ClassVar[tuple[Field, ...]] = ()
    marking: ClassVar[Marking] = "machine"
    """Who gives the mark: `score` (machine), a person (essay, upload) or nobody (description, survey).

    Where it is not the machine, `score` returns 0 and must not be used.
    """

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """The common fields and the type's own."""
        return COMMON_FIELDS + self.fields

    @abstractmethod
    def problems(self, data: Data) -> list[Problem]:
        """Return the authoring faults, none if the question can be used; never raises, whatever the JSON."""

    @abstractmethod
    def split(self, data: Data) -> tuple[Json, Json]:
        """Return content and key: what may be shown before release, and all that gives the answer away.

        Both are JSON and share nothing with `data`. The hint is in the key: it is shown only after a wrong
        try.
        """

    def freeze(self, content: Content, rng: random.Random) -> Json:
        """Return everything random about one attempt, as JSON; the same for every language."""
        return {}

    @abstractmethod
    def controls(self, content: Content, frozen: Frozen, response: Response | None = None) -> list[Control]:
        """Return what to draw, filled with the response so far."""

    @abstractmethod
    def parse(self, content: Content, raw: Raw, language: str) -> Json:
        """Return the response in what was posted, `{}` if nothing was answered.

        `raw` maps the controls' names to lists of texts (posted form, multi-dict or the same names in JSON,
        where a single text may stand for a list of one); other names are passed over. `language` is the code
        of the language the person reads, such as "sv". Raises InvalidResponse and nothing else.
        """

    @abstractmethod
    def serialise(self, response: Response) -> dict[str, list[str]]:
        """Return names and texts that `parse` reads as this response again."""

    def is_complete(self, content: Content, response: Response) -> bool:
        """Whether nothing is left to answer."""
        return bool(response)

    def is_gradable(self, content: Content, response: Response) -> bool:
        """Whether there is enough of an answer to be scored."""
        return bool(response)

    @abstractmethod
    def score(self, content: Content, key: Key, response: Response) -> Score:
        """Return the worth of the response; no answer is worth 0."""

    def same(self, response_a: Response, response_b: Response) -> bool:
        """Whether two responses are the same answer, so that the second is no new step and no new try."""
        return dict(response_a) == dict(response_b)

    @abstractmethod
    def model_answer(self, content: Content, key: Key) -> list[str]:
        """Return the right answer as plain texts, one per part."""

    def guess_score(self, content: Content, key: Key) -> float | None:
        """Return the fraction expected from answering at random, None if that cannot be said."""
        return None

    @abstractmethod
    def to_text(self, content: Content, response: Response) -> str:
        """Return the response as plain text for lists and exports, empty for no answer."""

    def rubric(self, content: Content) -> list[tuple[str, str, float]]:
        """Return what a person marks by: id, text and points (more than 0) of each part; often nothing."""
        return []

    def describe(self, content: Content) -> str:
        """Return the question as plain text: the stem, then what there is to choose from, one to a line."""
        return "\n".join([plain(content.get("stem", "")), *(f"- {line}" for line in self.choices(content))]).strip()

    def choices(self, content: Content) -> list[str]:
        """Return what the learner may choose from or move, as plain texts in the order of the content."""
        return []

    def tally(self, content: Content, response: Response) -> Tally:
        """Return the pairs of part and answer in a response, to count who answered what.

        The part is the id of a pair, an item or a row, "" where a question has one part. The answer is an id,
        a position ("1" is the first) or a typed text in the form in which it is compared. Empty for no answer,
        and for answers that nobody would count.
        """
        return []

    def tally_labels(self, content: Content) -> dict[str, str]:
        """Return the texts of the ids in a tally; what is missing here stands for itself."""
        return {}

    def tally_right(self, content: Content, key: Key) -> set[tuple[str, str]]:
        """Return the pairs of a tally that are known to be right; typed answers may be right without."""
        return set()
