"""Says again which entities of the whole store are one, from names and from what people decided.

Clusters are kept as documents and decisions come (see `store/clusters.py`); this is for what changed otherwise.
"""

from saksi.store import derivation
from saksi.store.write import writing


def resolve() -> int:
    """Cluster all current named entities anew; returns how many memberships changed."""
    with writing():
        return derivation.regroup_all()
