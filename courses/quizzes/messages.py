"""The codes of item types and services in the reader's words."""

from django.utils.translation import gettext as _

from courses.items import InvalidResponse, Problem

RESPONSES = {
    "unknown_option": lambda: _("One of the options in your answer is not part of this question. Choose again."),
    "too_many": lambda: _("Choose one option only."),
    "too_many:file": lambda: _("These are too many files. Hand in at most %(allowed)s."),
    "file_type": lambda: _("Files of this kind are not taken here. Hand in one of these kinds: %(allowed)s."),
    "not_a_number": lambda: _("Write a number, for example 3.5 or 3,5."),
    "ambiguous_number": lambda: _("This can be read in two ways. Write the number without a thousands mark."),
    "not_finite": lambda: _("This number is too large. Write a smaller one."),
    "incomplete_order": lambda: _("Give every item a position."),
    "duplicate_position": lambda: _("Two items have the same position. Give each its own."),
    "control_character": lambda: _("The answer holds a character that cannot be stored. Type it again."),
    "too_long": lambda: _("The answer is too long. Shorten it to %(limit)s characters."),
    "malformed": lambda: _("The answer could not be read. Answer again."),
}

PROBLEMS = {
    "empty": lambda: _("Something that a question of this kind needs is empty: %(field)s."),
    "wrong_type": lambda: _("This cannot be read: %(field)s."),
    "too_few": lambda: _("There are too few entries: %(field)s."),
    "too_many": lambda: _("There are too many entries: %(field)s. At most %(maximum)s are possible."),
    "duplicate_text": lambda: _("Two options have the same text: %(field)s."),
    "no_right_option": lambda: _("No option is right. Give one of them the whole mark."),
    "several_right_options": lambda: _("More than one option is right. Make it a question with several answers."),
    "fraction_out_of_range": lambda: _("A part of the mark lies between %(minimum)s and %(maximum)s: %(field)s."),
    "fractions_not_one": lambda: _("The parts of the right options must add up to the whole mark."),
    "not_a_number": lambda: _("This is not a number: %(field)s."),
    "negative": lambda: _("A tolerance cannot be less than 0: %(field)s."),
    "zero_answer": lambda: _("Around the answer 0 only a tolerance of “plus or minus” has a meaning: %(field)s."),
    "matches_everything": lambda: _("An accepted answer of only * accepts everything."),
    "never_reached": lambda: _("The answer * catches everything, so this one is never tried: %(field)s."),
    "unreadable_unit": lambda: _("This unit could not be told from the number before it: %(field)s."),
    "units_not_read": lambda: _("Other units are only read where the unit is typed. Choose how the unit is used."),
    "not_positive": lambda: _("This number must be more than 0: %(field)s."),
    "out_of_range": lambda: _("This number must lie between %(minimum)s and %(maximum)s: %(field)s."),
    "too_long": lambda: _("This text is too long: %(field)s. At most %(limit)s characters are possible."),
    "not_whole": lambda: _("This is not a whole number: %(field)s."),
    "least_above_most": lambda: _("The least number of words is above the most."),
    "unknown_extension": lambda: _("This is not the ending of a file name: %(field)s."),
}

NOTICES = {
    "replaced": lambda: _(
        "This question was answered in another window or on another device as well. Your newest answer counts; the "
        "other is kept in the history."
    ),
    "late": lambda: _("This answer arrived after the time was up. It is kept in the history and does not count."),
    "attempt_closed": lambda: _(
        "This attempt was handed in already. The answer is kept in the history; your result is unchanged."
    ),
    "question_closed": lambda: _(
        "This question was answered for good. This answer is kept in the history; the first one stands."
    ),
    "moved_on": lambda: _(
        "You have moved on from this question. This answer is kept in the history; the one before counts."
    ),
}


def notice(code: str) -> str:
    """Return what the person must know about an answer that was kept; nothing where there is nothing to say."""
    return NOTICES[code]() if code else ""


def response(error: InvalidResponse) -> str:
    """Return what is wrong with a response, and what to do."""
    params = {"limit": "", "allowed": "", **error.params}
    found = RESPONSES.get(f"{error.code}:{params.get('name')}") or RESPONSES.get(error.code) or RESPONSES["malformed"]
    return found() % params


def problem(found: Problem) -> str:
    """Return what is wrong with an authored question."""
    text = PROBLEMS.get(found.code)
    if text is None:
        return _("The question cannot be used yet (%(code)s: %(field)s).") % {
            "code": found.code,
            "field": found.field,
        }
    return text() % {"field": found.field, **found.params}
