"""Settings for developing: everything at once, errors shown."""

from portal.settings.base import *  # noqa: F403

DEBUG = True
SECRET_KEY = "for development only"  # noqa: S105
ALLOWED_HOSTS = ["*"]
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
TASKS["durable"] = {  # noqa: F405
    "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
}
