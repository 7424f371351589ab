"""What a page of a webfolio is made of. Blocks hold words and uids, never an item itself.

Every value is a set of named boxes, so that a form, a revision and a template see the same shape.
"""

from wagtail import blocks


def words() -> blocks.CharBlock:
    return blocks.CharBlock(required=False)


class HeadingBlock(blocks.StructBlock):
    text = words()


class TextBlock(blocks.StructBlock):
    text = blocks.TextBlock(required=False)


class ImageBlock(blocks.StructBlock):
    """A picture from the owner's evidence; `alternative` says in words what it shows."""

    evidence = words()
    alternative = words()
    caption = words()


class EvidenceBlock(blocks.StructBlock):
    evidence = words()


class ChosenBlock(blocks.StructBlock):
    """Entries or activities picked by hand, in the order picked."""

    uids = blocks.ListBlock(words())


class LinkBlock(blocks.StructBlock):
    title = words()
    url = words()


class FolioBlocks(blocks.StreamBlock):
    heading = HeadingBlock()
    text = TextBlock()
    image = ImageBlock()
    evidence = EvidenceBlock()
    entries = ChosenBlock()
    activities = ChosenBlock()
    link = LinkBlock()
