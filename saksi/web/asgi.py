"""The application that `saksi serve` hands to uvicorn."""

import os
from threading import Thread

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saksi.settings")
application = get_asgi_application()


def _warm() -> None:
    """Read the lines of the record while the server starts, so that the first page need not wait for them."""
    from django.db import connection

    from saksi.store.read import snapshot

    snapshot.take()
    connection.close()


Thread(target=_warm, daemon=True).start()
