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
FieldType = Literal["text", "rich", "bool", "decimal", "choice", "lines", "list"]
Marking = Literal["machine", "person", "none"]


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
    duplicate_position, control_character, too_long, malformed. `params` holds what a message may name, such
    as `limit` (characters) for too_long, or `as_decimal` and `as_thousands` (the two readings, canonical
    decimals) for ambiguous_number.
    """

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Field:
    """One authoring field; the editor's form is built from these.

    `type`: text (one line), rich (HTML), bool, decimal (a number, as text), choice (one of `choices`: value,
    label), lines (one text, one entry per line; a list of str in the data) or list (rows made of the fields
    `of`, at least `min_num`; every row has an `id` besides, random and the same in every language).
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


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in an authored question: code, field (`options`, `options.2.text`, rows from 0), details.

    Codes: empty, wrong_type, too_few, missing_id, duplicate_id, duplicate_text, no_right_option,
    several_right_options, fraction_out_of_range, fractions_not_one, not_a_number, negative, zero_answer,
    unknown_choice, matches_everything, one_answer.
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

    `kind`: radio, checkbox, select, order, text or number; later types add their own (textarea, file, ...).
    `label` is plain text; empty means that the stem labels it. `value` is what the learner gave so far: an id
    (radio, select), a list of ids (checkbox, order) or the text as typed; None when nothing was given. `unit`
    stands after the field. An order control posts one name per option, `o-<option id>`, with its position
    from 1.
    """

    kind: str
    name: str
    label: str = ""
    options: tuple[Option, ...] = ()
    value: str | list[str] | None = None
    unit: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """The worth of a response.

    `fraction` of the mark (1 = all of it; below 0 only for a single choice with negative options), `right` as
    `state_of` says, `parts` by pair id (matching) or item id (ordering: that item stands where it belongs),
    and `feedback`, the HTML texts that belong to what was chosen.
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
    """Who gives the mark: `score` (machine), a person (essay, upload) or nobody (description, survey)."""

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
