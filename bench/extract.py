"""Runs `saksi extract` with this interpreter, whatever is on the path."""

import sys

from saksi.cli import main

if __name__ == "__main__":
    main(["extract", "--format", "jsonl", *sys.argv[1:]])
