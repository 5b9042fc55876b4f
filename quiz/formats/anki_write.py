"""Writes Anki packages in the old layout, which every version reads: schema 11 in `collection.anki2`."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Sequence
from contextlib import closing
from hashlib import sha1

from quiz.core.items import Item
from quiz.core.kinds import Cloze
from quiz.formats.anki_notes import CARRIES, changed, fields, tags_text
from quiz.formats.base import Exported, Header
from quiz.formats.outlet import Outlet

_BASIC, _CLOZE, _DECK = 1_700_000_000_001, 1_700_000_000_002, 1_700_000_000_003
_FIRST, _MADE = 1_700_000_000_100, 1_700_000_000
"""The first note, and the time at which everything was made: the same questions give the same bytes."""
_WHEN = (1980, 1, 1, 0, 0, 0)
_SCHEMA = """
CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, scm integer not null,
  ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null,
  models text not null, decks text not null, dconf text not null, tags text not null);
CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, mod integer not null,
  usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null,
  flags integer not null, data text not null);
CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,
  mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null,
  ivl integer not null, factor integer not null, reps integer not null, lapses integer not null, left integer not null,
  odue integer not null, odid integer not null, flags integer not null, data text not null);
CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null,
  ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null,
  type integer not null);
CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null);
CREATE INDEX ix_notes_usn on notes (usn);
CREATE INDEX ix_notes_csum on notes (csum);
CREATE INDEX ix_cards_usn on cards (usn);
CREATE INDEX ix_cards_nid on cards (nid);
CREATE INDEX ix_cards_sched on cards (did, queue, due);
CREATE INDEX ix_revlog_usn on revlog (usn);
CREATE INDEX ix_revlog_cid on revlog (cid);
"""


def package(title: str, items: Sequence[Item], header: Header) -> Exported:
    """Write all items that a card can ask, and what of them it cannot carry."""
    outlet = Outlet(CARRIES)
    outlet.head(header)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(_SCHEMA)
        connection.execute(f"INSERT INTO col VALUES ({','.join('?' * 13)})", _collection(title))  # noqa: S608
        for at, item in enumerate(items):
            told = fields(item, outlet)
            if told is not None:
                outlet.settle(item)
                changed(item, outlet)
                _insert(connection, at, item, told)
        connection.commit()
        data = connection.serialize()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("collection.anki2", _WHEN), data, zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo("media", _WHEN), "{}", zipfile.ZIP_DEFLATED)
    return Exported(packed.getvalue(), tuple(outlet.losses))


def _insert(connection: sqlite3.Connection, at: int, item: Item, fields: tuple[str, ...]) -> None:
    cloze = isinstance(item.question, Cloze)
    note = _FIRST + at * 100
    tags = f" {tags_text(item)} " if item.tags else ""
    # Anki finds duplicates by this sum, which protects nothing.
    checksum = int(sha1(fields[0].encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:8], 16)
    row = (note, item.id, _CLOZE if cloze else _BASIC, _MADE, -1, tags, "\x1f".join(fields), fields[0], checksum, 0, "")
    connection.execute(f"INSERT INTO notes VALUES ({','.join('?' * 11)})", row)  # noqa: S608
    count = len(item.question.gaps) if isinstance(item.question, Cloze) else 1
    for order in range(count):
        card = (note + order + 1, note, _DECK, order, _MADE, -1, 0, 0, at + 1, *[0] * 8, "")
        connection.execute(f"INSERT INTO cards VALUES ({','.join('?' * 18)})", card)  # noqa: S608


def _collection(title: str) -> tuple[object, ...]:
    models = {str(model["id"]): model for model in (_basic(), _gapped())}
    decks = {str(id_): _deck(id_, name) for id_, name in ((1, "Default"), (_DECK, title or "Footnote"))}
    limits = {"perDay": 200, "ease4": 1.3, "fuzz": 0.05, "ivlFct": 1, "maxIvl": 36500, "minSpace": 1, "bury": False}
    new = {"bury": False, "delays": [1, 10], "initialFactor": 2500, "ints": [1, 4, 7], "order": 1, "perDay": 20}
    lapse = {"delays": [10], "leechAction": 0, "leechFails": 8, "minInt": 1, "mult": 0}
    options = {"1": {"id": 1, "name": "Default", "autoplay": True, "lapse": lapse, "maxTaken": 60, "mod": 0, "new": new,
                     "replayq": True, "rev": limits, "timer": 0, "usn": 0}}  # fmt: skip
    general = {"activeDecks": [1], "curDeck": 1, "newSpread": 0, "collapseTime": 1200, "timeLim": 0, "estTimes": True,
               "dueCounts": True, "curModel": None, "nextPos": 1, "sortType": "noteFld", "sortBackwards": False,
               "addToCur": True}  # fmt: skip
    held = [json.dumps(part, ensure_ascii=False) for part in (general, models, decks, options)]
    return (1, _MADE, _MADE * 1000, _MADE * 1000, 11, 0, 0, 0, *held, "{}")


def _deck(id_: int, name: str) -> dict[str, object]:
    none = [0, 0]
    return {"id": id_, "name": name, "mod": _MADE, "usn": -1, "lrnToday": none, "revToday": none, "newToday": none,
            "timeToday": none, "collapsed": False, "desc": "", "dyn": 0, "conf": 1, "extendNew": 0,
            "extendRev": 0}  # fmt: skip


def _basic() -> dict[str, object]:
    answer = '{{FrontSide}}<hr id="answer">{{Back}}<br>{{Explanation}}'
    template = ("Card 1", "{{Front}}<br>{{type:Back}}", answer)
    return _model(_BASIC, "Footnote", 0, ("Front", "Back", "Explanation"), template)


def _gapped() -> dict[str, object]:
    template = ("Cloze", "{{cloze:Text}}", "{{cloze:Text}}<br>{{Explanation}}")
    return _model(_CLOZE, "Footnote (Cloze)", 1, ("Text", "Explanation"), template)


def _model(id_: int, name: str, kind: int, fields: Sequence[str], template: tuple[str, str, str]) -> dict[str, object]:
    held = [{"name": field, "ord": at, "sticky": False, "rtl": False, "font": "Arial", "size": 20, "media": []}
            for at, field in enumerate(fields)]  # fmt: skip
    called, front, back = template
    card = {"name": called, "ord": 0, "qfmt": front, "afmt": back, "bqfmt": "", "bafmt": "", "did": None}
    return {"id": id_, "name": name, "type": kind, "mod": _MADE, "usn": -1, "sortf": 0, "did": _DECK, "tmpls": [card],
            "flds": held, "css": ".card { font-size: 20px; text-align: center; }", "latexPre": "", "latexPost": "",
            "req": [[0, "any", [0]]], "tags": [], "vers": []}  # fmt: skip
