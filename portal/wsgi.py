"""The WSGI entry point that servers load."""

import os

from django.core.wsgi import get_wsgi_application

from portal.core.charset import ReadAsUtf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

application = ReadAsUtf8(get_wsgi_application())
