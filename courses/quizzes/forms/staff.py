"""What trainers fill in: marks with a reason, points of a rubric, what to do about a corrected question, more time."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from courses.quizzes.models import Accommodation, Marking, MarkingComment, Regrade

REASON_CHARS = 1000
COMMENT_CHARS = 5000


def number(**kwargs) -> forms.DecimalField:
    """Return a field for a number in the reader's way of writing it, with a keyboard of digits on a phone."""
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return forms.DecimalField(localize=True, decimal_places=2, max_digits=7, widget=widget, **kwargs)


class ReasonForm(forms.Form):
    """Why something was done: the person is told."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=REASON_CHARS,
        help_text=gettext_lazy("The person is told."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class OverrideForm(ReasonForm):
    """The marks that a trainer sets for one answer, between the least and the most that the question can be worth."""

    field_order = ["marks", "reason"]

    def __init__(self, *args, least: float, most: float, **kwargs):
        super().__init__(*args, **kwargs)
        self.most = most
        bounds = {"least": f"{least:g}", "most": f"{most:g}"}
        self.fields["marks"] = number(
            label=_("Marks"),
            min_value=round(least, 2),
            max_value=round(most, 2),
            help_text=_("From %(least)s to %(most)s.") % bounds,
        )
        self.order_fields(self.field_order)

    @property
    def fraction(self) -> float:
        """The marks as a part of what the question is worth."""
        return float(self.cleaned_data["marks"]) / self.most if self.most else 0.0


class MarkForm(forms.Form):
    """Points for each line of the rubric, or per cent where there is none; words to the person, old ones or new."""

    comment = forms.CharField(
        label=gettext_lazy("Comment to the person"),
        required=False,
        max_length=COMMENT_CHARS,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    picked = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Comments used before"),
        queryset=MarkingComment.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("They are put under your comment."),
    )
    keeps_comment = forms.BooleanField(label=gettext_lazy("Keep my comment for other answers"), required=False)
    waits_for_second = forms.BooleanField(
        label=gettext_lazy("Let a second person mark this too before it counts"), required=False
    )

    def __init__(self, *args, rubric: list[tuple[str, str, float]], bank: list[MarkingComment], **kwargs):
        super().__init__(*args, **kwargs)
        self.rubric = rubric
        for line_id, text, most in rubric:
            self.fields[f"points-{line_id}"] = number(
                label=text, min_value=0, max_value=most, help_text=_("From 0 to %(most)s.") % {"most": f"{most:g}"}
            )
        if not rubric:
            self.fields["percent"] = number(label=_("Share of the marks, in per cent"), min_value=0, max_value=100)
        self.fields["picked"].queryset = MarkingComment.objects.filter(pk__in=[row.pk for row in bank])
        self.fields["picked"].label_from_instance = lambda row: row.text
        if not bank:
            del self.fields["picked"]
        self.order_fields([name for name in self.fields if name.startswith(("points-", "percent"))])

    @property
    def given(self) -> dict:
        """What the marking service takes."""
        data = self.cleaned_data
        percent = data.get("percent")
        return {
            "points": {line_id: float(data[f"points-{line_id}"]) for line_id, _text, _most in self.rubric},
            "percent": None if percent is None else float(percent),
            "comment": data["comment"],
            "picked": list(data.get("picked") or ()),
            "keeps_comment": data["keeps_comment"],
            "waits_for_second": data["waits_for_second"],
        }

    @staticmethod
    def initial_of(marking: Marking | None) -> dict:
        """Return what the person gave before."""
        if marking is None:
            return {}
        points = {f"points-{line_id}": value for line_id, value in marking.points.items()}
        return {**points, "percent": round(marking.fraction * 100, 2), "comment": marking.comment}


class SettleForm(forms.Form):
    """What counts where two people marked an answer."""

    MEAN, VALUE = "mean", "value"

    choice = forms.ChoiceField(label=gettext_lazy("What counts"), widget=forms.RadioSelect)
    percent = number(label=gettext_lazy("Another share, in per cent"), min_value=0, max_value=100, required=False)
    comment = forms.CharField(
        label=gettext_lazy("Comment to the person"),
        required=False,
        max_length=COMMENT_CHARS,
        help_text=gettext_lazy("Left empty, it is what the markers wrote."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, choices: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = choices

    def clean(self):
        data = super().clean()
        if data.get("choice") == self.VALUE and data.get("percent") is None and "percent" not in self.errors:
            self.add_error("percent", _("Give the share that counts."))
        return data


class RegradeForm(forms.Form):
    """What is done about a question, and why."""

    policy = forms.ChoiceField(label=gettext_lazy("What is done"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=REASON_CHARS,
        help_text=gettext_lazy("Those whose marks change are told, in your words."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, policies: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["policy"].choices = [pair for pair in Regrade.Policy.choices if pair[0] in policies]


class AccommodationForm(forms.Form):
    """What one person gets beyond what the quiz gives everybody, in place of what they had."""

    email = forms.EmailField(
        label=gettext_lazy("Person, by e-mail address"),
        widget=forms.EmailInput(attrs={"list": "people", "autocomplete": "off"}),
    )
    extra_minutes = forms.IntegerField(
        label=gettext_lazy("More time, in minutes"), min_value=0, max_value=10_000, initial=0
    )
    extra_attempts = forms.IntegerField(
        label=pgettext_lazy("accommodation", "More attempts"), min_value=0, max_value=100, initial=0
    )
    closes_at = forms.DateTimeField(
        label=gettext_lazy("Closes for this person"),
        required=False,
        help_text=gettext_lazy("In your own time zone. Left empty, the quiz closes for them as for everybody."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "For the record; the person is not told. Write no more about their health than you must."
        ),
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people

    def clean_email(self):
        """Return the person; somebody who takes no part is not found, whether they have an account or not."""
        found = self.people.filter(email__iexact=self.cleaned_data["email"]).first()
        if found is None:
            raise forms.ValidationError(_("Nobody who takes part has this address."))
        return found

    @staticmethod
    def initial_of(given: Accommodation) -> dict:
        """Return what a person has now."""
        fields = ("extra_minutes", "extra_attempts", "closes_at", "reason")
        return {"email": given.user.email, **{name: getattr(given, name) for name in fields}}
