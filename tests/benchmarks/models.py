from django.db import models


class Row(models.Model):
    """What the insert view writes."""

    at = models.DateTimeField(auto_now_add=True)
    text = models.CharField(max_length=100)

    def __str__(self):
        return self.text
