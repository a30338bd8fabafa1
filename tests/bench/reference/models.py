"""What the reference page lists."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """A row of the list."""

    title = models.CharField(max_length=100)
    text = models.TextField()
    minutes = models.PositiveIntegerField()
    is_done = models.BooleanField()
    on = models.DateField()

    objects: ClassVar[models.Manager[Entry]] = models.Manager()

    class Meta:
        app_label = "reference"
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return self.title
