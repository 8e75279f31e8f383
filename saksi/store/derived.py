"""Tables derived from statements and decisions, so that a page reads a few rows and not the whole record.

Written in the transaction of whatever changes them (`derivation.py`, `clusters.py`), never by hand; `saksi check`
compares them with what they are derived from (`check_rows.py`), `derivation.rebuild` makes them anew. Lists lie in them
as JSON.

Rows say for whom they are: `open` for readers, `house` for the group, `desk` for who may read also the restricted,
`inner` for who may read also the protected. Most are for all of them; a document in which something is withheld or
protected has rows with it and rows without it.
"""

from typing import ClassVar

from django.db import models

ID = 32


class ActRow(models.Model):
    """One act report in one document (see `read.facts.ActLine`); `parties` carry their level."""

    entity = models.CharField(max_length=ID, db_index=True)
    document = models.ForeignKey("store.Document", models.CASCADE, related_name="+", db_column="document")
    published = models.CharField(max_length=32)
    type = models.CharField(max_length=40)
    subtype = models.CharField(max_length=80)
    status = models.CharField(max_length=40)
    date = models.CharField(max_length=32)
    date_end = models.CharField(max_length=32)
    country = models.CharField(max_length=8)
    place = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    claim = models.CharField(max_length=ID)
    decided = models.BooleanField()
    parties = models.TextField()
    provisions = models.TextField()
    open = models.BooleanField()
    house = models.BooleanField()
    desk = models.BooleanField()
    inner = models.BooleanField()

    class Meta:
        """Lists go by date, by country and date, or by what is open; each index holds all that its list filters by."""

        indexes: ClassVar = [
            models.Index(
                fields=["-date", "country", "type", "status", "open", "house", "desk", "inner"], name="act_by_date"
            ),
            models.Index(
                fields=["country", "-date", "type", "status", "open", "house", "desk", "inner"], name="act_by_country"
            ),
            models.Index(
                fields=["decided", "-published", "document", "start", "house", "inner", "country"], name="act_by_turn"
            ),
        ]


class NameRow(models.Model):
    """One named thing in one document (see `read.facts.NameLine`), and the cluster that it belongs to (`cluster`).

    `folded` and `state` are the name and the country that clusters go by; `release` is what roles and decisions say
    about how far it travels (see `read.levels.combined`), which holds for its cluster: see `ClusterRow`.
    """

    entity = models.CharField(max_length=ID, db_index=True)
    document = models.ForeignKey("store.Document", models.CASCADE, related_name="+", db_column="document")
    published = models.CharField(max_length=32)
    kind = models.CharField(max_length=40)
    name = models.TextField()
    others = models.TextField()
    country = models.CharField(max_length=8)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    claim = models.CharField(max_length=ID)
    decided = models.BooleanField()
    folded = models.TextField()
    state = models.CharField(max_length=8)
    release = models.CharField(max_length=12)
    cluster = models.CharField(max_length=ID)
    open = models.BooleanField()
    house = models.BooleanField()
    desk = models.BooleanField()
    inner = models.BooleanField()

    class Meta:
        """Found by cluster (the newest document first), by name, or by what is open."""

        indexes: ClassVar = [
            models.Index(fields=["cluster", "-published", "document"], name="name_by_cluster"),
            models.Index(fields=["folded", "kind", "state", "inner"], name="name_by_name"),
            models.Index(fields=["kind", "decided", "-published", "document", "start"], name="name_by_turn"),
        ]


class PartRow(models.Model):
    """The part of one named thing in one act: `name` is its id inside the document, `cluster` its cluster."""

    document = models.ForeignKey("store.Document", models.CASCADE, related_name="+", db_column="document")
    act = models.CharField(max_length=ID)
    name = models.CharField(max_length=ID)
    cluster = models.CharField(max_length=ID)
    role = models.CharField(max_length=40)
    date = models.CharField(max_length=32)
    open = models.BooleanField()
    house = models.BooleanField()
    desk = models.BooleanField()
    inner = models.BooleanField()

    class Meta:
        """The acts of a cluster go by date, the latest first."""

        indexes: ClassVar = [
            models.Index(fields=["cluster", "-date", "act", "open", "house", "desk", "inner"], name="part_by_cluster")
        ]


class GroupRow(models.Model):
    """That somebody in a document belongs to a group of people (`groups.yaml`), and the claim that says so.

    `party` is the person inside the document. `act` is empty where a role says it; where the words for the victim of an
    act do, it is that act, and `party` the part in it if these words lead to nobody. `words` are those that say it.
    """

    document = models.ForeignKey("store.Document", models.CASCADE, related_name="+", db_column="document")
    act = models.CharField(max_length=ID)
    party = models.CharField(max_length=ID)
    group = models.CharField(max_length=40)
    claim = models.CharField(max_length=ID)
    words = models.TextField()
    open = models.BooleanField()
    house = models.BooleanField()
    desk = models.BooleanField()
    inner = models.BooleanField()

    class Meta:
        """Found by group, those of words by their act; what is needed of a row stands in the index."""

        indexes: ClassVar = [models.Index(fields=["group", "act", "party"], name="group_by_act")]


class ClusterRow(models.Model):
    """One cluster summed up: its name, how many documents name it, how many acts it has a part in.

    `level` is how far it travels, and who may see it has a row; `words` holds its names, case folded, to filter a list.
    """

    cluster = models.CharField(max_length=ID, db_index=True)
    kind = models.CharField(max_length=40)
    name = models.TextField()
    others = models.TextField()
    words = models.TextField()
    documents = models.PositiveIntegerField()
    acts = models.PositiveIntegerField()
    country = models.CharField(max_length=8)
    level = models.CharField(max_length=12)
    open = models.BooleanField()
    house = models.BooleanField()
    desk = models.BooleanField()
    inner = models.BooleanField()

    class Meta:
        """Listed by kind, those with the most acts first."""

        indexes: ClassVar = [
            models.Index(fields=["kind", "-acts", "-documents", "cluster"], name="cluster_by_kind"),
            models.Index(fields=["level", "kind"], name="cluster_by_level"),
        ]


class MaskRow(models.Model):
    """A name that may have to be masked, or a part of one, by the first of its words (`key`, case folded).

    `owner` is the cluster of a person, or a document that holds something withheld or protected. `sort` is `name` for a
    person's full name, `part` for a word of it, `phrase` for other names, which are hidden whole; `word` and `last`
    have as key the words of such a form as a search folds them.
    """

    owner = models.CharField(max_length=64, db_index=True)
    key = models.TextField()
    form = models.TextField()
    sort = models.CharField(max_length=8)
    level = models.CharField(max_length=12)

    class Meta:
        """Looked up by the words of a text."""

        indexes: ClassVar = [models.Index(fields=["key", "level", "sort"], name="mask_by_key")]


class Guard(models.Model):
    """What does not travel everywhere in a document: an entity, or (with its claim) one statement about it.

    `start` and `end` are where the text says it, `words` what of it is looked for elsewhere in the document.
    """

    document = models.ForeignKey("store.Document", models.CASCADE, related_name="+", db_column="document")
    entity = models.CharField(max_length=ID, db_index=True)
    claim = models.CharField(max_length=ID, db_index=True)
    level = models.CharField(max_length=12, db_index=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.TextField()


class Revision(models.Model):
    """One row whose token is another after each change; `rules` names those that the rows were made by."""

    token = models.CharField(max_length=ID)
    rules = models.CharField(max_length=ID)


class Match(models.Model):
    """A pair of entities of two documents (or of one) that were compared: `one` has the smaller id.

    `state` is `merge` for a pair that is joined without asking, `suggest` for one that people are asked about. Reasons
    are not kept: they are worked out again from what may be read.
    """

    kind = models.CharField(max_length=40)
    one = models.CharField(max_length=ID)
    other = models.CharField(max_length=ID, db_index=True)
    score = models.FloatField()
    state = models.CharField(max_length=8)

    class Meta:
        """Each pair once; suggestions are listed by kind, the likeliest first."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["one", "other"], name="match_once")]
        indexes: ClassVar = [models.Index(fields=["kind", "state", "-score"], name="match_by_score")]


class Compared(models.Model):
    """What an entity looked like when it was last compared, as a hash: once it changes, it is compared again."""

    entity = models.CharField(max_length=ID, primary_key=True)
    kind = models.CharField(max_length=40)
    looks = models.CharField(max_length=ID)


class Follower(models.Model):
    """An act report that is not the first of its act: counts of acts leave it out."""

    entity = models.CharField(max_length=ID, primary_key=True)
