"""The users app."""

from django.apps import AppConfig


class UsersConfig(AppConfig):
    """Holds the custom user model."""

    name = "portal.users"
    label = "users"
