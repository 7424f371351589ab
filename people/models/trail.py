"""The trail of domain verbs: who did what to which thing, and which fields changed; never a text value."""

import uuid

from django.db import models


class TrailEntry(models.Model):
    """Append-only: the database refuses to change or delete a row."""

    when = models.DateTimeField(auto_now_add=True, db_index=True)
    # No constraint: an account may go, its line in the trail stays.
    actor = models.ForeignKey(
        "people.User", null=True, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    # Who acted without an account: "system", "share link", "operator".
    actor_kind = models.CharField(max_length=20, default="person")
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    object_uid = models.UUIDField(default=uuid.uuid4, db_index=True)
    fields = models.JSONField(default=list)

    class Meta:
        ordering = ["-when", "-pk"]

    def __str__(self) -> str:
        return f"{self.verb} {self.kind}"
