"""The people who sign in."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Our own from the first migration: a user model cannot be swapped later."""
