"""One journal's items in one transaction: all of it or nothing, so that a run that was cut off goes on where it was."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from django.db import transaction

from activities.models import Activity
from evidence import actions as evidence
from evidence.models import Attachment, Evidence
from journals.models import Entry
from lib.many_rows import insert_rows
from moving.actions import add_names
from moving.aspirecpd.judged import Brought, Item, Piece, Said, Sheet, uid_of
from moving.aspirecpd.store_work import store_work
from moving.aspirecpd.storing import note_brought, note_in_trail
from people.models import User
from portfolios import actions as portfolios
from portfolios.editing import Box
from sharing.models import Comment

MODELS: dict[str, type[Entry] | type[Activity]] = {"entry": Entry, "activity": Activity}


@transaction.atomic
def store_journal(brought: Brought, people: Mapping[str, User]) -> None:
    owner = people[brought.owner]
    add_names(brought.categories)
    _items(brought.items, owner)
    pieces = _evidence([piece for one in (*brought.items, *brought.works) for piece in one.pieces], owner)
    for item in brought.items:
        attach(item.pieces, pieces, kind=item.kind, source=item.source)
    by_login = {one.username: one for one in people.values()}
    for work in brought.works:
        attach(work.pieces, pieces, kind="answer", source=work.source)
        store_work(work, owner=owner, setter=by_login.get(work.creator), pieces=pieces)
    for sheet in brought.sheets:
        _sheet(sheet, owner)
    _comments(brought.said, owner, people)


def _items(items: Iterable[Item], owner: User) -> None:
    """The words are put where their model keeps them; times stay those of the old system."""
    for kind, model in MODELS.items():
        of_kind = [item for item in items if item.kind == kind]
        rows = [_row(model, item, owner) for item in of_kind]
        insert_rows(rows)
        note_in_trail(rows)
        note_brought([(item.source, uid_of(item.source), item.digest) for item in of_kind])


def _row(model: type[Entry] | type[Activity], item: Item, owner: User) -> Entry | Activity:
    row = model(owner=owner, uid=uid_of(item.source), **item.values)
    row.put_away(row.words())
    return row


def _evidence(pieces: list[Piece], owner: User) -> dict[str, Evidence]:
    """Links and pointers in one statement, files one by one; by their source."""
    rows = [_piece(piece, owner) for piece in pieces if piece.kind != "file"]
    Evidence.objects.bulk_create(rows)
    note_in_trail(rows)
    found = dict(zip([piece.source for piece in pieces if piece.kind != "file"], rows, strict=True))
    for piece in (one for one in pieces if one.kind == "file"):
        with Path(piece.path).open("rb") as file:
            kept = evidence.inspected(file, piece.url)
            found[piece.source] = evidence.add_file(
                owner=owner,
                found=kept,
                filename=piece.url,
                title=piece.title,
                uid=uid_of(piece.source),
                whatever_size=True,
            )
    return found


def _piece(piece: Piece, owner: User) -> Evidence:
    row = Evidence(owner=owner, uid=uid_of(piece.source), kind=piece.kind, title=piece.title)
    if piece.kind == Evidence.Kind.LINK:
        row.url = piece.url
    else:
        row.ref_kind, row.ref_uid = piece.ref_kind, uid_of(piece.ref_source)
    return row


def attach(pieces: Iterable[Piece], found: Mapping[str, Evidence], *, kind: str, source: str) -> None:
    Attachment.objects.bulk_create(
        [Attachment(evidence=found[one.source], kind=kind, object_uid=uid_of(source)) for one in pieces]
    )


def _sheet(sheet: Sheet, owner: User) -> None:
    """A page of the owner's webfolio, which itself stays closed until they publish it."""
    webfolio = portfolios.webfolio_of(owner=owner)
    page = portfolios.add_section(webfolio=webfolio, title=sheet.title, actor=owner)
    boxes = [Box(str(uid_of(sheet.source)), "text", {"text": sheet.text})] if sheet.text else []
    page = portfolios.save_draft(
        page=page, actor=owner, title=sheet.title, blocks=boxes, changed=page.changed_token
    )
    if sheet.published:
        portfolios.publish(page=page, actor=owner)
    note_in_trail([page])
    note_brought([(sheet.source, page.uid, sheet.digest)])


def _comments(said: list[Said], owner: User, people: Mapping[str, User]) -> None:
    """First words before replies; nobody is told of what was said long ago."""
    heads = [_comment(one, owner, people.get(one.author)) for one in said if not one.reply_to]
    Comment.objects.bulk_create(heads)
    answered = Comment.objects.filter(uid__in=[uid_of(one.reply_to) for one in said if one.reply_to])
    by_uid = {one.uid: one for one in answered}
    replies = [_comment(one, owner, people.get(one.author)) for one in said if one.reply_to]
    for row, one in zip(replies, (one for one in said if one.reply_to), strict=True):
        row.reply_to = by_uid.get(uid_of(one.reply_to))
    Comment.objects.bulk_create(replies)
    note_in_trail([*heads, *replies])
    note_brought([(one.source, uid_of(one.source), one.digest) for one in said])


def _comment(one: Said, owner: User, author: User | None) -> Comment:
    """Between the owner and their supervisors: wider than that it was never meant by anybody who is here to ask."""
    return Comment(
        uid=uid_of(one.source),
        once=uid_of(one.source),
        kind=one.kind,
        object_uid=uid_of(one.about),
        owner=owner,
        author=author,
        author_name=one.author_name,
        as_supervisor=one.as_supervisor,
        reach=Comment.Reach.BETWEEN,
        words=one.words,
        score=one.score,
        at=one.at,
    )
