"""Every text of the interface can be translated, and is, in the languages that are complete."""

from pathlib import Path

import polib
import pytest
from django.utils import translation
from django.utils.translation import ngettext

from skerry.ui.catalogues import compile_all, compile_catalogue
from tests.support.house import ROOT, source_files, template_files
from tests.support.texts import (
    all_texts,
    faults,
    placeholders,
    plural_forms,
    texts_in_python,
    texts_in_template,
    texts_put_together,
    untrimmed_tags,
    wrong_plurals,
)

COMPLETE = ["sv", "lv"]
PLURAL_FORMS = {"sv": 2, "lv": 3}
HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: lv\\n"\n'
    '"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);\\n"\n\n'
)


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))


def sample(*entries: str) -> polib.POFile:
    return polib.pofile(HEAD + "\n\n".join(entries))


def test_no_text_is_put_together_before_it_is_translated():
    found = {
        str(path.relative_to(ROOT)): lines
        for path in source_files()
        if (lines := texts_put_together(path.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "code",
    [
        '_(f"{count} modules")',
        'gettext_lazy("Hello " + name)',
        'gettext("Hello %s" % name)',
        '_("Hello {}".format(name))',
        'ngettext("one", f"{count} modules", count)',
        'pgettext("button", "Go to " + place)',
        'translation.gettext(f"{count}")',
    ],
)
def test_control_a_text_put_together_is_seen(code):
    assert texts_put_together(f"\n{code}") == [2]


@pytest.mark.parametrize(
    "code", ['_("Hello %(name)s") % {"name": name}', '_("Hello {}").format(name)', 'pgettext(f"{x}", "Go")']
)
def test_a_text_filled_in_afterwards_is_fine(code):
    assert texts_put_together(code) == []


def test_every_blocktranslate_is_trimmed():
    found = {
        str(path.relative_to(ROOT)): tags
        for path in template_files()
        if (tags := untrimmed_tags(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_control_a_tag_that_is_not_trimmed_is_seen():
    good = "{% blocktranslate trimmed with name=x %}"
    bad = "{% blocktranslate with trimmed_name=x %}"
    assert untrimmed_tags(f"{good}\n{bad}\n{{% blocktrans count n=1 %}}") == [
        bad,
        "{% blocktrans count n=1 %}",
    ]


@pytest.mark.parametrize("language", COMPLETE)
def test_a_complete_catalogue_is_complete(language):
    assert list(faults(catalogue(language))) == []


@pytest.mark.parametrize("language", COMPLETE)
def test_a_complete_catalogue_holds_every_text_of_the_sources(language):
    wanted = all_texts(source_files(), template_files())
    known = {entry.msgid for entry in catalogue(language) if not entry.obsolete}
    assert sorted(wanted - known) == [], "Run: make messages"


@pytest.mark.parametrize("language", COMPLETE)
def test_plurals_have_the_forms_of_the_language(language):
    assert plural_forms(catalogue(language)) == PLURAL_FORMS[language]
    assert wrong_plurals(catalogue(language)) == []


def test_latvian_counts_in_three_forms(tmp_path, settings):
    """The forms are those of one, of several and of none: 1 and 21, 2 and 11, 0."""
    entry = polib.POEntry(
        msgid="%(n)s sk-lesson",
        msgid_plural="%(n)s sk-lessons",
        msgstr_plural={0: "%(n)s nodarbība", 1: "%(n)s nodarbības", 2: "%(n)s nodarbību"},
    )
    path = tmp_path / "lv" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    made = polib.POFile()
    made.metadata = catalogue("lv").metadata
    made.append(entry)
    made.save(str(path))
    compile_catalogue(path)
    settings.LOCALE_PATHS = [tmp_path]
    with translation.override("lv"):
        counted = [ngettext("%(n)s sk-lesson", "%(n)s sk-lessons", n) % {"n": n} for n in (0, 1, 2, 11, 21)]
    assert counted == ["0 nodarbību", "1 nodarbība", "2 nodarbības", "11 nodarbības", "21 nodarbība"]


@pytest.mark.parametrize("path", sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po")), ids=str)
def test_every_catalogue_compiles(path, tmp_path):
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    assert compile_catalogue(copy).stat().st_size > 0


def test_compiling_leaves_out_what_is_unsure_and_what_is_up_to_date(tmp_path):
    path = tmp_path / "lv" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEAD + '#, fuzzy\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n', encoding="utf-8")
    (made,) = compile_all(tmp_path)
    assert [(entry.msgid, entry.msgstr) for entry in polib.mofile(str(made))] == [("c", "d")]
    assert list(compile_all(tmp_path)) == []


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ('msgid "a"\nmsgstr ""', ["empty: a"]),
        ('#, fuzzy\nmsgid "a"\nmsgstr "b"', ["unsure: a"]),
        ('msgid "a %(n)s"\nmsgstr "b"', ["placeholders: a %(n)s -> b"]),
        ('msgid "a {n}"\nmsgstr "b {m}"', ["placeholders: a {n} -> b {m}"]),
        ('msgid "a %(n)s"\nmsgstr "%(n)s b"', []),
        (
            'msgid "a"\nmsgid_plural "%(n)s a"\nmsgstr[0] "b"\nmsgstr[1] ""\nmsgstr[2] "%(n)s b"',
            ["empty: a"],
        ),
    ],
)
def test_control_a_fault_in_a_catalogue_is_seen(entry, expected):
    assert list(faults(sample(entry))) == expected


def test_control_missing_plural_forms_are_seen():
    two_of_three = 'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[1] "c"'
    assert wrong_plurals(sample(two_of_three)) == ["a"]


def test_placeholders_are_what_is_filled_in():
    assert placeholders("%(a)s of %(b)d, %s, 100 %% of {c}") == {"%(a)s", "%(b)d", "%s", "{c}"}
    assert placeholders("Write \\{ or \\} for a brace, then {} and {d}") == {"{}", "{d}"}


def test_texts_are_found_in_python():
    code = '_("one"); ngettext("two", "twos", n); pgettext("where", "three"); _(other); print("four")'
    assert texts_in_python(code) == {"one", "two", "three"}


def test_texts_are_found_in_templates():
    template = """{% load i18n %}{% translate "one" %}{% trans 'it"s' as x %}{{ _("five") }}
        {% blocktranslate trimmed count n=n %}
          {{ n }} module
        {% plural %}
          {{ n }} modules
        {% endblocktranslate %}
        {% translate "four" context "where" %}{% include "x.html" with label=_("six") %}"""
    assert texts_in_template(template) == {"one", 'it"s', "%(n)s module", "four", "five", "six"}


def test_no_compiled_catalogue_is_kept_in_the_repository():
    assert "*.mo" in Path(ROOT / ".gitignore").read_text(encoding="utf-8").split()
