"""What the door remembers: answers to writes that a program may ask for again."""

from django.db import models

from stigar.foundation.tenancy import Held, scoped


class KeptAnswer(Held):
    """The answer to a write that came with an idempotency key, kept in the same transaction as what it did."""

    by = models.UUIDField()
    key = models.CharField(max_length=200)
    asked = models.CharField(max_length=64)  # a hash of the method, the address and the body
    status = models.PositiveSmallIntegerField()
    body = models.BinaryField()
    content_type = models.CharField(max_length=100)
    at = models.DateTimeField(auto_now_add=True)

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "key"], name="a_key_is_answered_once")]
        indexes = [models.Index(fields=["at"], name="answers_by_age")]
