from allauth.account.adapter import DefaultAccountAdapter
from django.utils import translation


class AccountAdapter(DefaultAccountAdapter):
    """allauth's account steps with our fields and the reader's language."""

    def save_user(self, request, user, form, commit=True):
        user.name = form.cleaned_data.get("name", "")
        user.language = translation.get_language() or user.language
        return super().save_user(request, user, form, commit=commit)

    def populate_username(self, request, user):
        """There is no user name: the e-mail address is the login."""

    def send_mail(self, template_prefix, email, context):
        """Write in the language the person asked in; to a known person in the one they chose."""
        user = context.get("user")
        language = getattr(user, "language", None) or translation.get_language()
        with translation.override(language):
            super().send_mail(template_prefix, email, context)
