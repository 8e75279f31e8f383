"""Every function says what it takes and gives, and every public one what it does."""

import ast
from collections.abc import Iterator

import pytest
from house import Function, Source, house

BROAD = {"Exception", "BaseException"}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "lib", "shed"}


def parameters(function: Function) -> list[ast.arg]:
    given = function.args
    plain = [*given.posonlyargs, *given.args, *given.kwonlyargs, *filter(None, [given.vararg, given.kwarg])]
    return [arg for number, arg in enumerate(plain) if not (number == 0 and arg.arg in {"self", "cls"})]


def public(tree: ast.Module) -> Iterator[Function | ast.ClassDef]:
    """Functions and classes that others may call: not underscored, not inside a function, no magic methods."""
    todo: list[ast.AST] = [tree]
    while todo:
        for node in ast.iter_child_nodes(todo.pop()):
            if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
                yield node
                if isinstance(node, ast.ClassDef) and node.name != "Meta":
                    todo.append(node)


@pytest.mark.parametrize("source", house(), ids=lambda source: source.name)
def test_every_function_is_typed(source: Source) -> None:
    for function in source.functions():
        bare = [arg.arg for arg in parameters(function) if arg.annotation is None]
        assert not bare, f"{source.name}:{function.lineno} {function.name} does not say what {bare} are"
        assert function.returns is not None, (
            f"{source.name}:{function.lineno} {function.name} does not say what it gives"
        )


@pytest.mark.parametrize("source", house(), ids=lambda source: source.name)
def test_every_public_name_has_a_docstring(source: Source) -> None:
    assert ast.get_docstring(source.tree), f"{source.name} does not say what it is for"
    for node in public(source.tree):
        if node.name != "Meta":
            assert ast.get_docstring(node), f"{source.name}:{node.lineno} {node.name} does not say what it does"


@pytest.mark.parametrize("source", house(), ids=lambda source: source.name)
def test_no_exception_is_caught_broadly(source: Source) -> None:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ExceptHandler):
            names = {name.id for name in ast.walk(node.type or ast.Name("Exception")) if isinstance(name, ast.Name)}
            assert not names & BROAD, f"{source.name}:{node.lineno} catches everything: evidence would be lost quietly"


@pytest.mark.parametrize("source", house(), ids=lambda source: source.name)
def test_no_drawer_for_everything(source: Source) -> None:
    assert not {source.path.stem, *source.path.parent.parts[-1:]} & FORBIDDEN_NAMES
