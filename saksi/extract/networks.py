"""Answers as the networks of the language model do, in half the time, where nothing has to be learned.

What a layer is trained with costs as much as its answer: which piece was greatest, means of whole arrays, checks of
every call. Here a layer is its arithmetic, multiplied by numpy's own library on one thread. Answers may differ in the
last bits, as they do between processors.
"""

import os
from collections.abc import Callable
from typing import Any

import numpy as np
from thinc.api import Model, NumpyOps
from threadpoolctl import threadpool_limits

CONVOLUTION = "residual(expand_window>>maxout>>layernorm>>dropout)"
"""How the layers that look at a word and its neighbours are called; there are four in each network."""
TINY = 1e-8  # added to a variance, as the layer does that was trained
Layer = Model[Any, Any]


def quicken(network: Layer) -> None:
    """Make a network that is only asked answer quickly; layers of another build are left as they are."""
    # More threads would take the other cores; a confined process was told so at its start and may not look itself.
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":
        threadpool_limits(1, "blas")
    for node in list(network.walk()):
        if node.name == CONVOLUTION and node.layers[0].layers[0].attrs["window_size"] == 1:
            network.replace_node(node, _convolution(node))
        elif node.name != CONVOLUTION:
            node.ops = NumpyOps(use_blis=False)


def _convolution(node: Layer) -> Layer:
    """Return a layer that answers as `node`: of a word and its neighbours the greatest pieces, normed, and the word."""
    maxout, norm = (next(one for one in node.walk() if one.name == name) for name in ("maxout", "layernorm"))
    weights: Any = maxout.get_param("W")
    width, pieces, seen = weights.shape
    # All first pieces, then all second ones: so the greatest is found over whole rows.
    product = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * width, seen).T)
    bias = maxout.get_param("b").T.reshape(pieces * width).copy()
    attrs = {"product": product, "bias": bias, "scale": norm.get_param("G"), "shift": norm.get_param("b")}
    return Model("convolution", _forward, attrs=attrs)


def _forward(
    model: Layer,
    rows: Any,
    is_train: bool,  # noqa: ARG001  # thinc gives it by this name
) -> tuple[Any, Callable[[Any], Any]]:
    """Words by width, float32, in and out."""
    size, width = rows.shape
    window: Any = np.zeros((size, 3 * width), dtype="float32")
    window[1:, :width], window[:, width : 2 * width], window[:-1, 2 * width :] = rows[:-1], rows, rows[1:]
    pieces = window @ model.attrs["product"]
    pieces += model.attrs["bias"]
    out = pieces[:, :width].copy()
    for start in range(width, pieces.shape[1], width):
        np.maximum(out, pieces[:, start : start + width], out=out)
    out -= out.mean(axis=1, keepdims=True)
    out *= 1 / np.sqrt(np.einsum("ij,ij->i", out, out)[:, None] / width + TINY)
    out *= model.attrs["scale"]
    out += model.attrs["shift"]
    out += rows
    return out, lambda gradient: gradient
