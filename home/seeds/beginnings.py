"""Templates of the demo's webfolios, a page that a supervisor has copied to two of their people, and a technician's collection
for an annual review.
"""

import random
from uuid import UUID

from home.seeds.stage import Stage, new_uid
from portfolios.collecting import actions as collecting
from portfolios.collecting.sources import SOURCES
from portfolios.copying.actions import copy_to_people
from portfolios.editing import Box
from portfolios.models import TemplatePage, WebfolioTemplate
from portfolios.templating import actions
from sharing.actions import set_audience

HOUSE_STYLE = "Registration candidate"
OWN = "Imaging suite, newcomers"
PAGE = "Instruments I may run"
WORDS = (
    "- The instrument, its room, and since when you run it alone\n- Whom you have trained on it\n"
    "- The last fault you found, and what you did about it"
)
INTRODUCTION = (
    "**What I did this year**\n\nTwo new staining protocols, and the induction of everybody who joined the suite.\n\n"
    "**What I want to do next**\n\nTrain on the light sheet."
)
# How many of each kind.
REVIEWED = {"page": 1, "activity": 3, "entry": 1, "assessment": 1, "authorisation": 2}


def make_templates(stage: Stage) -> None:
    """One more of the institution's, one of a supervisor's, and a page of it with two technicians."""
    if stage.house.slug != "northmoor":
        return
    rng = random.Random("beginnings")
    default = WebfolioTemplate.objects.get(is_default=True)
    admin, supervisor = stage.people["admin"], stage.people["supervisor"]
    actions.copy_template(
        template=default, actor=admin, title=HOUSE_STYLE, once=new_uid(rng), for_institution=True
    )
    own = actions.copy_template(template=default, actor=supervisor, title=OWN, once=new_uid(rng))
    page = write_page(own, rng)
    people: list[UUID] = [stage.people[key].uid for key in ("technician", "engineer")]
    copy_to_people(actor=supervisor, sources={"page": [page.uid]}, people=people, once=new_uid(rng))
    collect_for_review(stage, rng)


def write_page(template: WebfolioTemplate, rng: random.Random) -> TemplatePage:
    assert template.owner is not None
    page = actions.add_template_page(template=template, actor=template.owner, title=PAGE)
    boxes = [
        Box(str(new_uid(rng)), kind, {"text": words}) for kind, words in (("heading", PAGE), ("text", WORDS))
    ]
    return actions.save_template_page(
        page=page, actor=template.owner, title=PAGE, blocks=boxes, changed=page.changed_token
    )


def collect_for_review(stage: Stage, rng: random.Random) -> None:
    """What a technician shows at their review: the first page, and the latest that could be shown of some kinds."""
    owner = stage.people["technician"]
    made = collecting.start_collection(
        owner=owner,
        purpose="review",
        title=f"Review {stage.today.year}",
        introduction=INTRODUCTION,
        once=new_uid(rng),
    )
    chosen = [
        (kind, thing.uid) for kind, most in REVIEWED.items() for thing in SOURCES[kind].offered(owner)[:most]
    ]
    collecting.put_in(collection=made, actor=owner, chosen=chosen)
    set_audience(item=made, audience="supervisors", actor=owner)
