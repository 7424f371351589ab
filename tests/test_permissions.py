"""The table, and its two questions: `can` (one thing) and `visible_to` (many) give the same answer, for everyone.

Every kind of object that has a `visible_to` must have a maker in `tests/things.py`; a kind without one fails here.
"""

import pytest
from django.apps import apps

from people import permissions
from sharing.visitors import Visitor
from tests import things
from tests.test_layers import sources

MEMBERS = [
    "technician",
    "engineer",
    "supervisor",
    "trainer",
    "admin",
    "editor",
    "colleague",
    "other_supervisor",
    "other_trainer",
]


def member(cast, name):
    return Visitor() if name == "visitor" else getattr(cast, name)


def scoped_models() -> set[str]:
    return {
        model._meta.label
        for model in apps.get_models()
        if hasattr(model._default_manager, "visible_to")
        or hasattr(model._default_manager.all(), "visible_to")
    }


def test_every_scoped_model_has_a_maker(cast):
    assert scoped_models() == {maker.model for maker in things.MAKERS} | things.NOT_BY_TABLE


@pytest.mark.parametrize("maker", things.MAKERS, ids=lambda maker: maker.name)
def test_can_and_visible_to_agree(cast, maker):
    thing = maker.make(cast)
    manager = type(thing)._default_manager
    answers = {}
    for name in [*MEMBERS, "visitor"]:
        who = member(cast, name)
        one = permissions.can(who, maker.action, thing)
        many = manager.all().visible_to(who).filter(pk=thing.pk).exists()
        assert one == many, f"{name}: can says {one}, visible_to says {many}"
        answers[name] = one

    assert {name for name, allowed in answers.items() if allowed} == maker.readers


# Asked through `visible_to`, whose answer is compared with theirs above.
READ_ACTIONS = {maker.action for maker in things.MAKERS}


@pytest.mark.parametrize("action", sorted(set(permissions.TABLE) - READ_ACTIONS))
def test_every_action_of_the_table_is_asked_somewhere(action):
    """A line nobody asks is a rule nobody keeps."""
    asked = [
        path for path in sources() if path.name != "permissions.py" and f'"{action}"' in path.read_text()
    ]

    assert asked, action


def test_unknown_action_is_a_mistake():
    with pytest.raises(KeyError):
        permissions.can(Visitor(), "activities.raed_activity", None)
