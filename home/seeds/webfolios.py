"""Webfolios of the demo: one open to everybody, one to the institution, some to supervisors, some still in draft."""

import random
from datetime import datetime, time, timedelta

from django.utils import timezone

from evidence.queries import library
from home.seeds.cast import Part
from home.seeds.disciplines import DISCIPLINES, words_of
from home.seeds.folios import AIMS, KIT_TABLE, PAPERS, POSTS, PROFILES, QUALIFICATIONS, SECTION_TITLES, SKILLS
from home.seeds.stage import Stage, new_uid
from home.seeds.wording import choose_slots, fill
from people.models import User
from portfolios import actions
from portfolios.editing import Box
from portfolios.finding import completed
from portfolios.hours import set_hours
from portfolios.models import WebfolioPage
from portfolios.queries import Offer

# story -> audience of the published webfolio; None keeps it a draft.
SHOWN: dict[str, str | None] = {
    "rscitech": "supervisors",
    "engtech": None,
    "supervisor": "institution",
    "public_folio": "public",
    "returned": "supervisors",
    "passed": "only_me",
    "declared": "supervisors",
    "reopened": None,
}
NUMBERS = ["three", "four", "six", "seven", "nine", "eleven", "fourteen"]


# The example iD that orcid.org gives, and the DOI of nothing that registrars keep for examples.
ORCID, DOI = "0000-0002-1825-0097", "10.5555/12345678"


def write_folios(stage: Stage) -> None:
    for part in stage.technicians():
        if part.story in SHOWN:
            write_folio(stage, part, SHOWN[part.story])


def write_folio(stage: Stage, part: Part, audience: str | None) -> None:
    owner = stage.people[part.key]
    pages = [actions.webfolio_of(owner=owner)]
    for title in SECTION_TITLES[1:]:
        pages.append(actions.add_section(webfolio=pages[0], title=title, actor=owner))
    for page, boxes in zip(pages, Writer(part, owner).pages(), strict=True):
        # The first page has two versions to compare.
        for blocks in (boxes[:2], boxes) if page == pages[0] else (boxes,):
            page = actions.save_draft(
                page=page, actor=owner, title=page.title, blocks=blocks, changed=page.changed_token
            )
        if audience is not None:
            actions.publish(page=page, actor=owner)
    if audience is not None:
        actions.set_audience(webfolio=pages[0], audience=audience, actor=owner)
    elif part.story == "engtech":
        give_hours(stage, owner)


def give_hours(stage: Stage, owner: User) -> None:
    """A webfolio that opens by itself next week and closes at the end of the month after."""
    first = timezone.make_aware(datetime.combine(stage.today + timedelta(days=7), time(9)))
    page = WebfolioPage.objects.get(owner=owner)
    set_hours(page=page, actor=owner, opens_at=first, closes_at=first + timedelta(days=60))


class Writer:
    """The blocks of one person's pages, of every kind there is."""

    def __init__(self, part: Part, owner: User) -> None:
        self.rng: random.Random = part.rng("folio")
        self.owner, self.offer = owner, Offer(owner)
        words = words_of(part.discipline) | {"years": NUMBERS, "unit": DISCIPLINES[part.discipline]["unit"]}
        self.slots = choose_slots(words, self.rng)
        self.slots |= {"authors": owner.display_name, "other_kit": self.rng.choice(words["kit"])}

    def pages(self) -> list[list[Box]]:
        """In the order of SECTION_TITLES."""
        skills = "\n".join(self.say(line) for line in self.rng.choice(SKILLS))
        return [
            self.about(),
            [self.box("heading", text="What I can do"), self.box("skills", text=skills), self.kit()],
            [self.box("heading", text="What I hold"), *self.qualifications()],
            [*self.papers(), *self.record()],
            [self.box("heading", text="This year"), self.box("text", text=self.say(self.rng.choice(AIMS)))],
        ]

    def about(self) -> list[Box]:
        posts = self.rng.choice(POSTS)
        spans = [("2021", ""), ("2015", "2021")]
        return [
            self.box("heading", text="About me"),
            self.box("profile", text=self.say(self.rng.choice(PROFILES)), letters="BSc (Hons)", orcid=ORCID),
            self.box("heading", text="Where I have worked"),
            *(
                self.box(
                    "post", role=role, employer=self.say(where), start=start, end=end, text=self.say(did)
                )
                for (role, where, did), (start, end) in zip(posts, spans, strict=True)
            ),
        ]

    def kit(self) -> Box:
        return self.box("table", caption="What I look after", text=self.say(KIT_TABLE), head="yes")

    def qualifications(self) -> list[Box]:
        held = self.rng.choice(QUALIFICATIONS)
        return [
            self.box("qualification", title=self.say(title), awarded_by=self.say(by), year=year, text="")
            for title, by, year in held
        ]

    def papers(self) -> list[Box]:
        title, authors, source = (self.say(words) for words in self.rng.choice(PAPERS))
        return [
            self.box("heading", text="Written and shown"),
            self.box("publication", title=title, authors=authors, source=source, year="2025", doi=DOI),
            self.box(
                "embed", title="The protocol, step by step", url="https://www.protocols.io/",
                text="As we run it, with the times that work here.",
            ),
            self.box("link", title="The Institute of Science and Technology", url="https://istonline.org.uk/"),
        ]  # fmt: skip

    def record(self) -> list[Box]:
        """What the person has kept, where there is any."""
        pictures, others = self.offer.pictures[:3], library(self.owner).filter(kind="file")[3:5]
        boxes = [self.box("heading", text="From my record")]
        if pictures:
            uid, title = pictures[0]
            boxes.append(self.box("image", evidence=uid, alternative=title, caption=""))
            uids = [uid for uid, _ in pictures]
            boxes.append(self.box("gallery", title="More pictures", uids=uids))
        boxes += [self.box("evidence", evidence=str(one.uid)) for one in others]
        for kind, offered in (("activities", self.offer.activities), ("entries", self.offer.entries)):
            boxes.append(self.box(kind, uids=[uid for uid, _ in offered[:3]]))
        if results := [str(one.uid) for one in completed(self.owner.pk).exclude(passed=False)[:3]]:
            boxes.append(self.box("assessments", uids=results, scores="yes"))
        latest = {"category": "formal", "tag": "", "since": "", "until": "", "most": "5"}
        return [
            *boxes,
            self.box("heading", text="Latest courses"),
            self.box("latest", of="activities", **latest),
        ]

    def say(self, text: str) -> str:
        return fill(text, self.slots, self.rng)

    def box(self, kind: str, **value: str | list[str]) -> Box:
        return Box(str(new_uid(self.rng)), kind, value)
