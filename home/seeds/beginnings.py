"""Templates of the demo's webfolios, and a page that a supervisor has copied to two of their people."""

import random
from uuid import UUID

from home.seeds.stage import Stage, new_uid
from portfolios.copying.actions import copy_to_people
from portfolios.editing import Box
from portfolios.models import TemplatePage, WebfolioTemplate
from portfolios.templating import actions

HOUSE_STYLE = "Registration candidate"
OWN = "Imaging suite, newcomers"
PAGE = "Instruments I may run"
WORDS = (
    "- The instrument, its room, and since when you run it alone\n- Whom you have trained on it\n"
    "- The last fault you found, and what you did about it"
)


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


def write_page(template: WebfolioTemplate, rng: random.Random) -> TemplatePage:
    assert template.owner is not None
    page = actions.add_template_page(template=template, actor=template.owner, title=PAGE)
    boxes = [
        Box(str(new_uid(rng)), kind, {"text": words}) for kind, words in (("heading", PAGE), ("text", WORDS))
    ]
    return actions.save_template_page(
        page=page, actor=template.owner, title=PAGE, blocks=boxes, changed=page.changed_token
    )
