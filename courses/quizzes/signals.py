"""What rises from quizzes to the houses above."""

from django.dispatch import Signal

# Sent inside the transaction that hands an attempt in. Arguments: attempt_id, user_id, quiz_key, passed, percent, at.
attempt_finished = Signal()
