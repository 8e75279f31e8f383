import inspect
import re
from pathlib import Path

from saksi.model import errors
from saksi.model.errors import PackError, SaksiError, UsageError


def test_the_tree_at_the_top_of_the_module_is_the_tree() -> None:
    drawn = set(re.findall(r"\b(\w+Error)\b", errors.__doc__ or ""))
    defined = {name: thing for name, thing in vars(errors).items() if inspect.isclass(thing) and name.endswith("Error")}
    assert drawn == set(defined)
    assert all(issubclass(thing, SaksiError) for thing in defined.values())


def test_wrong_usage_and_failed_work_end_differently() -> None:
    statuses = {thing.exit_status for thing in SaksiError.__subclasses__()}
    assert statuses == {1, 2}
    assert UsageError("?").exit_status == 2


def test_a_wrong_line_is_said_first() -> None:
    error = PackError(Path("courts.csv"), 7, "name: Field required")
    assert str(error) == "courts.csv:7: name: Field required"
    assert (error.path, error.line) == (Path("courts.csv"), 7)
