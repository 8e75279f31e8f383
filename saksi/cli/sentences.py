"""What goes wrong ends in one sentence on stderr, with exit status 2 for wrong usage and 1 for failed work."""

import os
import sys
from collections.abc import Sequence
from functools import partial
from typing import Any, NoReturn

import click

from saksi.model.errors import SaksiError

INTERRUPTED = 130


class Sentences(click.Group):
    """A group of verbs whose errors are one sentence on stderr, with exit status 2 for wrong usage and 1 otherwise."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a verb and, when it stands alone, end the process with its exit status."""
        run = partial(super().main, args, prog_name, complete_var, False, **extra)
        if not standalone_mode:
            return run()
        try:
            status: Any = run()
        except SaksiError as error:
            fail(str(error), error.exit_status)
        except click.exceptions.NoArgsIsHelpError as error:
            fail(error.format_message(), error.exit_code, prefix="")
        except click.ClickException as error:
            fail(f"{error.format_message().rstrip('.')}; see `saksi --help`", error.exit_code)
        except click.Abort:
            fail("stopped; what was done so far stays", INTERRUPTED)
        except BrokenPipeError:
            # Whoever reads our output has seen enough; the interpreter must not try to flush the rest.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
        sys.exit(status if isinstance(status, int) else 0)


def fail(sentence: str, status: int = 1, prefix: str = "saksi: ") -> NoReturn:
    """End the process with a sentence on stderr."""
    click.echo(f"{prefix}{sentence}", err=True)
    sys.exit(status)
