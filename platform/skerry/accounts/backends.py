"""Django's ``has_perm`` with an object asks our rules, for the houses below that cannot ask :func:`may` themselves."""

from django.contrib.auth.backends import BaseBackend

from skerry.accounts.rules import PERMISSIONS, may


class RulesBackend(BaseBackend):
    """Signs nobody in; answers for an object what the rules say. Without one the answer is Django's groups'."""

    def has_perm(self, user_obj, perm, obj=None) -> bool:
        return obj is not None and perm in PERMISSIONS and may(user_obj, perm, obj)
