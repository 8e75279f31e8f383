"""Prints what is aimed at and not held: medians, and the ratio of tests to code."""

from statistics import median

import pytest
from house import house, length, suite


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write one line under the results."""
    files = [source.lines for source in house()]
    functions = [length(function) for source in house() for function in source.functions()]
    ratio = sum(source.lines for source in suite()) / sum(files)
    terminalreporter.write_line(
        f"shape, medians: files {median(files):.0f} lines (aim 120), functions {median(functions):.0f} (aim 9); "
        f"{ratio:.2f} lines of tests to one of code (aim 1.00)"
    )
