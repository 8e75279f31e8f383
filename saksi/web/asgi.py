"""The application that `saksi serve` hands to uvicorn."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saksi.settings")
application = get_asgi_application()
