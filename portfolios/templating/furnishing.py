"""The template that every institution starts with, and that is chosen where nobody chooses another."""

import uuid

from django.db import transaction

from portfolios.editing import Box, stored
from portfolios.templating.models import TemplatePage, WebfolioTemplate

TITLE = "First webfolio"
# (page, [(kind, words)]).
PAGES: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "About me",
        [
            ("heading", "About me"),
            ("text", "Who you are in a few sentences: your role, your unit, what people come to you for."),
            ("heading", "What I look after"),
            ("text", "- An instrument, room or service\n- What you do for those who use it"),
        ],
    ),
    (
        "Skills and techniques",
        [
            ("heading", "What I can do"),
            ("text", "- A technique, and how you use it\n- Somebody you have taught it to"),
            ("heading", "What I hold"),
            ("text", "- Qualifications and registrations, each with its year"),
        ],
    ),
    (
        "Development",
        [
            ("heading", "This year"),
            ("text", "What you want to learn or change this year, and why it matters for your work."),
            ("heading", "Looking back"),
            ("text", "What you learnt last year, and what it changed for you and for those who use your work."),
        ],
    ),
]  # fmt: skip


@transaction.atomic
def furnish() -> None:
    """Put up the default where there is none; one that an institution changed stays as it is."""
    if WebfolioTemplate.objects.filter(is_default=True).exists():
        return
    template = WebfolioTemplate.objects.create(title=TITLE, is_default=True)
    for place, (title, blocks) in enumerate(PAGES, start=1):
        boxes = [Box(str(uuid.uuid4()), kind, {"text": words}) for kind, words in blocks]
        TemplatePage.objects.create(template=template, title=title, place=place, body=stored(boxes))
