"""Says again which entities of the whole store are one, from names and from what people decided.

Clusters are kept as documents and decisions come (see `store/homes.py`); this is for what changed otherwise.
"""

from saksi.store import lines
from saksi.store.write import writing


def resolve() -> int:
    """Cluster all current named entities anew; returns how many memberships changed."""
    with writing():
        return lines.regroup_all()
