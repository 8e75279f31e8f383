"""Knowledge kept as data: what is known of the world, a language and a country before any document is read."""

from saksi.packs.facts import Article, Body, Country, Court, Law, Place, Stage
from saksi.packs.pack import Pack, load

__all__ = ["Article", "Body", "Country", "Court", "Law", "Pack", "Place", "Stage", "load"]
