"""What a page of a webfolio is made of. Blocks hold words and uids, never an item itself.

Every value is a set of named boxes, each a text or a list of texts, so that a form, a revision and a template see the
same shape. A tick is `yes` or nothing, a day an ISO date.
"""

from wagtail import blocks


def words() -> blocks.CharBlock:
    return blocks.CharBlock(required=False)


def paragraphs() -> blocks.TextBlock:
    return blocks.TextBlock(required=False)


class HeadingBlock(blocks.StructBlock):
    text = words()


class TextBlock(blocks.StructBlock):
    text = paragraphs()


class ProfileBlock(blocks.StructBlock):
    """Who this is; `letters` are those that no registration here puts after the name."""

    text = paragraphs()
    letters = words()
    orcid = words()


class PostBlock(blocks.StructBlock):
    """One post held. `start` and `end` are people's own words (`September 2019`)."""

    role = words()
    employer = words()
    start = words()
    end = words()
    text = paragraphs()


class QualificationBlock(blocks.StructBlock):
    title = words()
    awarded_by = words()
    year = words()
    text = words()


class SkillsBlock(blocks.StructBlock):
    """A skill to a line."""

    text = paragraphs()


class PublicationBlock(blocks.StructBlock):
    title = words()
    authors = words()
    source = words()
    year = words()
    doi = words()


class ImageBlock(blocks.StructBlock):
    """A picture from the owner's evidence; `alternative` says in words what it shows."""

    evidence = words()
    alternative = words()
    caption = words()


class GalleryBlock(blocks.StructBlock):
    """Several pieces of evidence, pictures as pictures, each under its own title."""

    title = words()
    uids = blocks.ListBlock(words())


class EvidenceBlock(blocks.StructBlock):
    evidence = words()


class ChosenBlock(blocks.StructBlock):
    """Entries or activities picked by hand, in the order picked."""

    uids = blocks.ListBlock(words())


class AssessmentsBlock(blocks.StructBlock):
    """Completed assessments picked by hand; `scores` says whether their points are shown."""

    uids = blocks.ListBlock(words())
    scores = words()


class LatestBlock(blocks.StructBlock):
    """The newest items that fit, found afresh for each reader: `of` is a kind of block, the rest narrows it."""

    of = words()
    category = words()
    tag = words()
    since = words()
    until = words()
    most = words()


class TableBlock(blocks.StructBlock):
    """`text` as `portfolios.tables` reads it; `head` says whether its first row is a heading."""

    caption = words()
    text = paragraphs()
    head = words()


class EmbedBlock(blocks.StructBlock):
    """Something on a listed site, as a card that leads there."""

    title = words()
    url = words()
    text = words()


class LinkBlock(blocks.StructBlock):
    title = words()
    url = words()


class FolioBlocks(blocks.StreamBlock):
    heading = HeadingBlock()
    text = TextBlock()
    profile = ProfileBlock()
    post = PostBlock()
    qualification = QualificationBlock()
    skills = SkillsBlock()
    publication = PublicationBlock()
    image = ImageBlock()
    gallery = GalleryBlock()
    evidence = EvidenceBlock()
    entries = ChosenBlock()
    activities = ChosenBlock()
    assessments = AssessmentsBlock()
    latest = LatestBlock()
    table = TableBlock()
    embed = EmbedBlock()
    link = LinkBlock()
