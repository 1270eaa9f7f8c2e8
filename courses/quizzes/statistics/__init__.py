"""Item analysis in plain Python: what the answers of many people say about a quiz and its questions.

Needs no database and no library of numbers; 10 000 sittings of 50 questions take some seconds.
"""

from courses.quizzes.statistics.analysis import Analysis, Table, analyse, analyse_table, options, tabulate
from courses.quizzes.statistics.intervals import CONFIDENCE, Interval
from courses.quizzes.statistics.items import Flag, Item, strength
from courses.quizzes.statistics.languages import LanguageRow
from courses.quizzes.statistics.options import OptionRow
from courses.quizzes.statistics.records import MINIMUM, Sitting, Slot
from courses.quizzes.statistics.summary import Summary

__all__ = [
    "CONFIDENCE",
    "MINIMUM",
    "Analysis",
    "Flag",
    "Interval",
    "Item",
    "LanguageRow",
    "OptionRow",
    "Sitting",
    "Slot",
    "Summary",
    "Table",
    "analyse",
    "analyse_table",
    "options",
    "strength",
    "tabulate",
]
