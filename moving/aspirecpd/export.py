"""One journal's file as plain records, each with the line it stands on. What has no place here is listed as strange."""

import html
from dataclasses import dataclass, field

from moving.aspirecpd import Refused, feed
from moving.aspirecpd.feed import Node

# Of what tells a journal, and a thing in it, from every other: both are kept, to know again what came.
LONGEST_ADDRESS, LONGEST_NUMBER = 300, 40


@dataclass(frozen=True)
class Meta:
    key: str
    text: str
    line: int


@dataclass(frozen=True)
class Term:
    """A category or tag; `name` as people wrote it."""

    taxonomy: str
    name: str
    line: int
    slug: str = ""
    parent: str = ""


@dataclass(frozen=True)
class Author:
    login: str
    email: str
    first: str
    last: str
    line: int


@dataclass(frozen=True)
class Remark:
    """A comment. `approved` is "1", "0", "post-trashed", "spam" …; `user_id` "0" is nobody with an account."""

    id: str
    author: str
    user_id: str
    at: str
    text: str
    approved: str
    type: str
    parent: str
    line: int
    metas: tuple[Meta, ...] = ()


@dataclass(frozen=True)
class Post:
    """Any item: page, post (a journal entry), ppd (an activity), assessment, attachment, or what else there is."""

    id: str
    type: str
    status: str
    title: str
    creator: str
    body: str
    excerpt: str
    date: str
    date_gmt: str
    modified_gmt: str
    parent: str
    password: str
    attachment_url: str
    line: int
    metas: tuple[Meta, ...] = ()
    terms: tuple[Term, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def meta(self, key: str) -> Meta | None:
        """The first value under this key."""
        return next((one for one in self.metas if one.key == key), None)

    def value(self, key: str) -> str:
        found = self.meta(key)
        return found.text if found else ""

    def rows(self, key: str) -> list[Meta]:
        return [one for one in self.metas if one.key == key]


@dataclass(frozen=True)
class Journal:
    """`address` tells this journal from every other; `strange` are (line, name) of elements nobody knows here."""

    file: str
    address: str
    authors: tuple[Author, ...]
    terms: tuple[Term, ...]
    posts: tuple[Post, ...]
    strange: list[tuple[int, str]] = field(default_factory=list)


CHANNEL = {
    "title", "link", "description", "pubDate", "language", "generator", "item", "image", "wp:wxr_version",
    "wp:base_site_url", "wp:base_blog_url", "wp:author", "wp:category", "wp:tag", "wp:term",
}  # fmt: skip
ITEM = {
    "title", "link", "pubDate", "guid", "description", "category", "dc:creator", "content:encoded", "excerpt:encoded",
    "wp:post_id", "wp:post_date", "wp:post_date_gmt", "wp:post_modified", "wp:post_modified_gmt", "wp:comment_status",
    "wp:ping_status", "wp:post_name", "wp:status", "wp:post_parent", "wp:menu_order", "wp:post_type", "wp:post_password",
    "wp:is_sticky", "wp:attachment_url", "wp:postmeta", "wp:comment",
}  # fmt: skip


def read_journal(data: bytes, *, file: str) -> Journal:
    """The journal in a file of the export. Raises Refused with the file and the line."""
    root = feed.read(data, file=file)
    channel = root.get("channel")
    if root.name != "rss" or channel is None or channel.get("wp:wxr_version") is None:
        raise Refused(f"{file}, line {root.line}: this is no WordPress export (an rss with wp:wxr_version).")
    address = channel.said("wp:base_blog_url").strip().rstrip("/")
    if not 0 < len(address) <= LONGEST_ADDRESS:
        raise Refused(f"{file}, line {channel.line}: it does not say which journal it is (wp:base_blog_url).")
    items = channel.all("item")
    strange = [(one.line, one.name) for one in channel.children if one.name not in CHANNEL]
    strange += [(one.line, one.name) for item in items for one in item.children if one.name not in ITEM]
    return Journal(
        file=file,
        address=address,
        authors=tuple(_author(one) for one in channel.all("wp:author")),
        terms=tuple(_term(one) for one in channel.children if one.name in TERMS),
        posts=tuple(_post(one, file) for one in items),
        strange=strange,
    )


def _author(node: Node) -> Author:
    return Author(
        login=node.said("wp:author_login").strip(),
        email=node.said("wp:author_email").strip(),
        first=node.said("wp:author_first_name").strip(),
        last=node.said("wp:author_last_name").strip(),
        line=node.line,
    )


# element -> (taxonomy, and where its name, its own short name and its parent's stand)
TERMS = {
    "wp:category": ("category", "wp:cat_name", "wp:category_nicename", "wp:category_parent"),
    "wp:tag": ("post_tag", "wp:tag_name", "wp:tag_slug", ""),
    "wp:term": ("", "wp:term_name", "wp:term_slug", "wp:term_parent"),
}


def _term(node: Node) -> Term:
    taxonomy, name, slug, parent = TERMS[node.name]
    return Term(
        taxonomy=taxonomy or node.said("wp:term_taxonomy"),
        name=html.unescape(node.said(name)).strip(),
        slug=node.said(slug),
        parent=node.said(parent) if parent else "",
        line=node.line,
    )


def _number(node: Node, name: str, *, file: str) -> str:
    number = node.said(name).strip()
    if not 0 < len(number) <= LONGEST_NUMBER:
        raise Refused(f"{file}, line {node.line}: an item without its number ({name}).")
    return number


def _post(node: Node, file: str) -> Post:
    return Post(
        id=_number(node, "wp:post_id", file=file),
        type=node.said("wp:post_type").strip(),
        status=node.said("wp:status").strip(),
        title=html.unescape(node.said("title")).strip(),
        creator=node.said("dc:creator").strip(),
        body=node.said("content:encoded"),
        excerpt=node.said("excerpt:encoded"),
        date=node.said("wp:post_date").strip(),
        date_gmt=node.said("wp:post_date_gmt").strip(),
        modified_gmt=node.said("wp:post_modified_gmt").strip(),
        parent=node.said("wp:post_parent").strip(),
        password=node.said("wp:post_password"),
        attachment_url=node.said("wp:attachment_url").strip(),
        line=node.line,
        metas=_metas(node, "wp:postmeta"),
        terms=tuple(
            Term(one.attributes.get("domain", ""), html.unescape(one.text).strip(), one.line)
            for one in node.all("category")
        ),
        remarks=tuple(_remark(one, file) for one in node.all("wp:comment")),
    )


def _metas(node: Node, name: str) -> tuple[Meta, ...]:
    return tuple(Meta(one.said("wp:meta_key"), one.said("wp:meta_value"), one.line) for one in node.all(name))


def _remark(node: Node, file: str) -> Remark:
    return Remark(
        id=_number(node, "wp:comment_id", file=file),
        author=html.unescape(node.said("wp:comment_author")).strip(),
        user_id=node.said("wp:comment_user_id").strip(),
        at=node.said("wp:comment_date_gmt").strip(),
        text=node.said("wp:comment_content"),
        approved=node.said("wp:comment_approved").strip(),
        type=node.said("wp:comment_type").strip(),
        parent=node.said("wp:comment_parent").strip(),
        line=node.line,
        metas=_metas(node, "wp:commentmeta"),
    )
