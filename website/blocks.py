"""What a page of the institution's site is made of; one template to each block."""

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "blockquote"]


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock()
    alternative = blocks.CharBlock(
        required=False, max_length=200, help_text="What the picture shows; leave empty if it only decorates."
    )
    caption = blocks.CharBlock(required=False, max_length=200)

    class Meta:
        icon = "image"
        template = "website/blocks/image.html"


class LinkBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=120)
    page = blocks.PageChooserBlock(required=False, page_type=["website.HomePage", "website.StandardPage"])
    url = blocks.URLBlock(required=False, help_text="Used where no page is chosen.")

    class Meta:
        icon = "link"


class LinkListBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120)
    links = blocks.ListBlock(LinkBlock())

    class Meta:
        icon = "list-ul"
        template = "website/blocks/links.html"


class SiteBlocks(blocks.StreamBlock):
    heading = blocks.CharBlock(max_length=120, icon="title", template="website/blocks/heading.html")
    paragraph = blocks.RichTextBlock(features=FEATURES, template="website/blocks/paragraph.html")
    image = PictureBlock()
    links = LinkListBlock()
