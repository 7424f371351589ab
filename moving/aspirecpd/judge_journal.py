"""What becomes of one journal: whose it is, then each of its items by its kind. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lib.formats import count
from moving.aspirecpd.export import Journal, Post
from moving.aspirecpd.judge_comments import Around, comments_of
from moving.aspirecpd.judge_evidence import ROWS, Surroundings
from moving.aspirecpd.judge_items import (
    DEVELOPMENT,
    NO_LENGTH,
    activity_of,
    check_metas,
    entry_of,
    joined,
    title_of,
    told,
)
from moving.aspirecpd.judge_people import People, supervisors_named
from moving.aspirecpd.judge_work import work_of
from moving.aspirecpd.judged import ONLY_ME, Brought, Sheet, digest_of, item_source
from moving.aspirecpd.php import BadValue, unserialise
from moving.aspirecpd.report import BROUGHT, HERE, Notes, Report
from moving.aspirecpd.standing import Place, Standing, standing
from moving.aspirecpd.users import Person
from moving.aspirecpd.words import marked

NAMES = {
    "post": "entry",
    "ppd": "activity",
    "assessment": "assessment",
    "page": "page",
    "attachment": "upload",
}
LONGEST_TITLE = 120
READERS = "its owner and their supervisors"
NO_MINUTES = f"its length was never kept: a minute stands for it, and the tag {NO_LENGTH!r}"
# Uploads of a network lie in a folder that names the number of the journal.
SITE = re.compile(r"/sites/(\d+)/")


@dataclass(frozen=True)
class Setting:
    """What a journal is judged by: the people, what each old category means here (by its name, casefolded), what has been
    brought before (source -> digest), and (address of an upload) -> path of the file that was handed over, or ""."""

    people: list[Person]
    accounts: People
    categories: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)
    find_file: Callable[[str], str] = lambda address: ""


def judge_journal(journal: Journal, setting: Setting, report: Report) -> Brought | None:
    """What is new in it; None where it is not clear whose it is, which the report then says."""
    notes = Notes(report, journal.file, 1, "the journal")
    owner = owner_of(journal, setting, notes)
    if owner is None:
        return None
    came = any(one.startswith(f"{journal.address}#") for one in setting.known)
    notes.say(HERE if came else BROUGHT, f"the journal of person {owner.id}")
    for line, name in journal.strange:
        notes.unclear(f"an element {name[:80]!r} that is not known here", line=line)
    brought = Brought(journal.file, owner.id)
    brought.categories += _terms(journal, setting, report)
    judge = _Judge(journal, setting, brought, owner=owner, report=report)
    for post in journal.posts:
        judge.post(post)
    return brought


def owner_of(journal: Journal, setting: Setting, notes: Notes) -> Person | None:
    """The author whom the table of people gives this journal: by the number in its uploads, else by its address."""
    by_login = {person.login: person for person in setting.people}
    logins = dict.fromkeys(author.login for author in journal.authors)
    found = [by_login[login] for login in logins if login in by_login]
    own = [person for person in found if person.blog not in ("", "1")]
    if len(own) > 1:
        own = [person for person in own if person.login == journal.address.rpartition("/")[2]]
    if len(own) != 1:
        named = ", ".join(logins) or "nobody"
        notes.unclear(f"it is not clear whose it is (its authors: {named[:200]}); nothing of it is brought")
        return None
    numbers = {
        number
        for post in journal.posts
        for number in SITE.findall(post.attachment_url)
        if post.attachment_url
    }
    if numbers and own[0].blog not in numbers:
        notes.unclear(
            f"its uploads are of journal {', '.join(sorted(numbers))}, and person {own[0].id} has journal "
            f"{own[0].blog}; nothing of it is brought"
        )
        return None
    if own[0].id not in setting.accounts.numbers:
        notes.left(f"person {own[0].id} has no account here; nothing of it is brought")
        return None
    return own[0]


def _terms(journal: Journal, setting: Setting, report: Report) -> list[str]:
    """Development categories that the table of admins lacks; what nothing uses, and what stood below what, is said."""
    new = []
    used = {(term.taxonomy, term.name) for post in journal.posts for term in post.terms}
    for term in journal.terms:
        notes = Notes(report, journal.file, term.line, f"category {term.name[:80]!r} ({term.taxonomy})")
        if term.parent:
            notes.changed(f"it stood below {term.parent[:80]!r}; here it is a tag like any other")
        if (term.taxonomy, term.name) not in used:
            notes.left("nothing uses it")
        if term.taxonomy == DEVELOPMENT and term.name.casefold() not in setting.categories:
            new.append(term.name)
            notes.changed("a new line of the table of categories: decide there what it means")
    return new


class _Judge:
    """Takes the journal's items one after another."""

    def __init__(
        self, journal: Journal, setting: Setting, brought: Brought, *, owner: Person, report: Report
    ) -> None:
        self.journal, self.setting, self.report, self.brought = journal, setting, report, brought
        self.owner = owner
        self.posts = {post.id: post for post in journal.posts}
        sources = {
            post.id: self.source(post)
            for post in journal.posts
            if post.type in NAMES and not standing(post).left
        }
        self.around = Surroundings(self.posts, sources, setting.find_file)
        self.talk = Around(journal.address, setting.known, supervisors_named(setting.people, owner))

    def source(self, post: Post) -> str:
        return item_source(self.journal.address, post.id)

    def post(self, post: Post) -> None:
        notes = Notes(self.report, self.journal.file, post.line, f"{NAMES.get(post.type, 'item')} {post.id}")
        if self.posts[post.id] is not post:
            notes.unclear("its number stands twice in the file; the last one is brought")
            return
        if post.type not in NAMES:
            notes.unclear(f"items of the kind {post.type[:40]!r} are not known here")
            return
        source, stands = self.source(post), standing(post)
        if stands.left:
            notes.left(
                f"{stands.left}"
                + (f", with {count(len(post.remarks), 'comment', 'comments')}" if post.remarks else "")
            )
            return
        if source in self.setting.known:
            self.again(post, source, notes)
        elif post.type == "attachment":
            self.upload(post, notes)
        else:
            self.new(post, Place(source, stands, notes))
        if post.type != "attachment":
            self.brought.said += comments_of(post, self.talk, notes)

    def again(self, post: Post, source: str, notes: Notes) -> None:
        same = self.setting.known[source] == digest_of(post)
        if same:
            notes.say(HERE, "as it is there")
        else:
            notes.unclear("it has changed there since it was brought; here it stays as it is")

    def new(self, post: Post, place: Place) -> None:
        check_metas(post, place.notes)
        if post.creator and post.creator != self.owner.login:
            place.notes.changed("somebody else made it there; it belongs to the journal's owner")
        match post.type:
            case "post":
                self.brought.items.append(entry_of(post, place))
            case "ppd":
                self.brought.items.append(
                    activity_of(post, place, self.around, categories=self.setting.categories)
                )
            case "assessment":
                self.brought.works.append(work_of(post, place, self.around))
            case "page":
                self.brought.sheets.append(self.sheet(post, place))
        if note := _different(post, place.standing):
            place.notes.changed(note)
        place.notes.brought(_how(post, place.standing))

    def sheet(self, post: Post, place: Place) -> Sheet:
        stands = place.standing
        if post.parent not in ("", "0"):
            place.notes.changed(
                f"it stood below page {post.parent}; pages of a webfolio stand beside each other"
            )
        body = told(marked(post.body), place.notes, "text")
        summary = told(marked(post.excerpt), place.notes, "summary")
        return Sheet(
            source=place.source,
            digest=digest_of(post),
            title=title_of(post, place.notes, longest=LONGEST_TITLE),
            text=joined([post.title if len(post.title) > LONGEST_TITLE else "", body, summary]),
            published=not stands.is_draft and stands.audience != ONLY_ME,
        )

    def upload(self, post: Post, notes: Notes) -> None:
        """A file of the library comes with the evidence that names it."""
        check_metas(post, notes)
        if any(self.names(other, post) for other in self.journal.posts):
            notes.changed("its file stands where evidence names it")
        else:
            notes.left("no evidence names it")

    def names(self, other: Post, upload: Post) -> bool:
        for meta in other.rows(ROWS):
            try:
                row = unserialise(meta.text)
            except BadValue:
                continue
            if isinstance(row, dict) and str(row.get("_cpd_evidence_file")) in (
                upload.id,
                upload.attachment_url,
            ):
                return True
        return False


def _different(post: Post, stands: Standing) -> str:
    """What is different here about who reads it."""
    if post.type == "assessment":
        return "it was not published there; here its owner and those who score them know that it is there" * (
            stands.is_draft or stands.audience == ONLY_ME
        )
    if post.type == "ppd" and stands.is_draft:
        return "it was a draft there; here nobody but its owner reads it, and a tag says what it was"
    return stands.note


def _how(post: Post, stands: Standing) -> str:
    if post.type == "assessment":
        return "read by its owner and, once handed in, by those who score it"
    if post.type == "ppd":
        return f"read by {'its owner alone' if stands.is_draft or stands.audience == ONLY_ME else READERS}; {NO_MINUTES}"
    if stands.is_draft or stands.audience == ONLY_ME:
        return "a draft of its owner's" if stands.is_draft else "read by its owner alone"
    if post.type == "page":
        return "a page of the webfolio, which opens to nobody until its owner publishes it"
    return f"read by {READERS}"
