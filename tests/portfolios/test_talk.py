"""What is said about a webfolio stands on its first page, for those who may read it and have an account."""

import uuid

from portfolios import actions
from sharing import actions as sharing
from sharing.models import Comment
from tests import things

READER = Comment.Reach.READERS


def say(folio, person, words, reach=READER):
    said = sharing.Said(words=words, reach=reach)
    return sharing.comment(kind="folio", item=folio, actor=person, said=said, once=uuid.uuid4())


def test_readers_with_an_account_comment_and_visitors_see_none_of_it(cast, visit):
    folio = things.folio(cast, "public")
    say(folio, cast.supervisor, "Between us: add the course.", Comment.Reach.BETWEEN)
    sent = {"words": "A fine page.", "once": str(uuid.uuid4())}

    answer = visit(cast.colleague).post(f"/sharing/folio/{folio.uid}/comments/", sent)

    pages = {name: visit(getattr(cast, name)).get(folio.get_absolute_url()).content.decode() for name in
             ("technician", "supervisor", "engineer")}  # fmt: skip
    assert answer.url.startswith(f"{folio.get_absolute_url()}#comment-")
    assert all("A fine page." in page for page in pages.values())
    assert {name for name, page in pages.items() if "Between us" in page} == {"technician", "supervisor"}
    stranger = visit().get(folio.get_absolute_url()).content.decode()
    assert "A fine page." not in stranger and "Comments" not in stranger


def test_the_owner_stops_readers_and_not_supervisors(cast, visit):
    folio = things.folio(cast, "institution")
    said = say(folio, cast.supervisor, "Add the course.")
    visit(cast.technician).post(f"/sharing/folio/{folio.uid}/comments/close/")

    sent = {"words": "Me too.", "once": str(uuid.uuid4())}
    by_colleague = visit(cast.colleague).post(f"/sharing/folio/{folio.uid}/comments/", sent)
    by_supervisor = visit(cast.supervisor).post(f"/sharing/folio/{folio.uid}/comments/", sent)
    removed = visit(cast.technician).post(f"/sharing/comments/{said.uid}/remove/")

    assert (by_colleague.status_code, by_supervisor.status_code, removed.status_code) == (403, 302, 403)
    assert set(Comment.objects.shown().values_list("words", flat=True)) == {"Add the course.", "Me too."}


def test_sections_lead_to_what_is_said(cast, visit):
    section = things.section(cast)

    page = visit(cast.supervisor).get(section.get_absolute_url()).content.decode()

    assert f'href="{section.webfolio.get_absolute_url()}#comments"' in page


def test_nobody_comments_on_a_webfolio_that_is_not_published(cast, visit):
    folio = actions.webfolio_of(owner=cast.technician)
    sent = {"words": "Early.", "once": str(uuid.uuid4())}

    assert visit(cast.technician).post(f"/sharing/folio/{folio.uid}/comments/", sent).status_code == 403
    assert visit(cast.supervisor).post(f"/sharing/folio/{folio.uid}/comments/", sent).status_code == 404
