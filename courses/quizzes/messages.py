"""The codes of item types and services in the reader's words."""

from django.utils.translation import gettext as _

from courses.items import InvalidResponse, Problem

RESPONSES = {
    "unknown_option": lambda: _("One of the options in your answer is not part of this question. Choose again."),
    "too_many": lambda: _("Choose one option only."),
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
    "too_few": lambda: _("There are too few entries: %(field)s."),
    "duplicate_text": lambda: _("Two options have the same text: %(field)s."),
    "no_right_option": lambda: _("No option is right. Give one of them the whole mark."),
    "several_right_options": lambda: _("More than one option is right. Make it a question with several answers."),
    "fraction_out_of_range": lambda: _("A part of the mark lies between -1 and 1: %(field)s."),
    "fractions_not_one": lambda: _("The parts of the right options must add up to the whole mark."),
    "not_a_number": lambda: _("This is not a number: %(field)s."),
    "matches_everything": lambda: _("An accepted answer of only * accepts everything."),
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
    params = {"limit": "", **error.params}
    return RESPONSES.get(error.code, RESPONSES["malformed"])() % params


def problem(found: Problem) -> str:
    """Return what is wrong with an authored question."""
    text = PROBLEMS.get(found.code)
    if text is None:
        return _("The question cannot be used yet (%(code)s: %(field)s).") % {
            "code": found.code,
            "field": found.field,
        }
    return text() % {"field": found.field, **found.params}
