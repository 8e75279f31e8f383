"""Lays the scene or the case in a store of its own, makes a reviewer, and serves it: `stage.py STORE PORT WHAT`."""

import sys
from importlib import import_module
from pathlib import Path

PASSWORD = "seven lanterns on the river"


def main(folder: Path, port: int, what: str) -> None:
    from saksi.store import opening

    opening.create(folder)
    sys.path.insert(0, str(Path(__file__).parent.parent))
    import samples
    import uvicorn

    from saksi.model.types import Verdict
    from saksi.store import write
    from saksi.store.models import User
    from saksi.store.read import current

    import_module(what).lay()
    for claim in set(current.rows().filter(kind="Person", prop="name").values_list("claim", flat=True)):
        write.decide(samples.decision(claim, Verdict.PUBLISH))
    samples.rated()
    User.objects.create_user(username="reviewer", password=PASSWORD, role="reviewer")
    uvicorn.run("saksi.web.asgi:application", host="127.0.0.1", port=port, log_level="warning")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
