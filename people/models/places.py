"""Reference lists that the institution's editors keep: units and job titles."""

from django.db import models


class Unit(models.Model):
    name = models.CharField(max_length=120, unique=True)
    is_current = models.BooleanField(
        default=True, help_text="Untick to stop offering it; people already in it stay."
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class JobTitle(models.Model):
    name = models.CharField(max_length=120, unique=True)
    is_current = models.BooleanField(
        default=True, help_text="Untick to stop offering it; people who hold it keep it."
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
