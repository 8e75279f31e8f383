"""The application that `saksi serve` hands to uvicorn."""

import logging
import os
from threading import Thread

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saksi.settings")
application = get_asgi_application()


def _warm() -> None:
    """Forget old sessions, cut the letters and start the engine of charts, so that the first page need not wait."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import DatabaseError, connection

    from saksi.publish import charts, fonts

    try:
        SessionStore.clear_expired()
        for name in fonts.FACES:
            fonts.woff2(name)
        charts.warm()
    except DatabaseError:
        logging.getLogger("saksi.web").exception("the record could not be read while the server started")
    finally:
        connection.close()


Thread(target=_warm, daemon=True).start()
