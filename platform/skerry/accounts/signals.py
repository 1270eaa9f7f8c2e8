"""What rises from accounts to the houses above."""

from django.dispatch import Signal

# Sent inside the transaction that made a group, which has no rights in Wagtail yet.
groups_made = Signal()
