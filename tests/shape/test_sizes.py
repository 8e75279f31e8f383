"""Files and functions small enough to be read; the maxima and the 95th percentiles are held, the rest is reported."""

from statistics import quantiles

from house import house, length, suite

FILE_MAX, FILE_P95 = 500, 350
FUNCTION_MAX, FUNCTION_P95 = 80, 40


def p95(sizes: list[int]) -> float:
    return quantiles(sizes, n=20, method="inclusive")[-1]


def test_no_file_is_too_long() -> None:
    long = {source.name: source.lines for source in (*house(), *suite()) if source.lines > FILE_MAX}
    assert not long


def test_few_files_are_long() -> None:
    assert p95([source.lines for source in house()]) <= FILE_P95


def test_no_function_is_too_long() -> None:
    long = {
        f"{source.name}:{function.lineno} {function.name}": length(function)
        for source in (*house(), *suite())
        for function in source.functions()
        if length(function) > FUNCTION_MAX
    }
    assert not long


def test_few_functions_are_long() -> None:
    assert p95([length(function) for source in house() for function in source.functions()]) <= FUNCTION_P95
