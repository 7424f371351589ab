"""For mypy: behind our guards `request.user` is a signed-in person, which the stubs cannot know."""

from collections.abc import Callable

from mypy.plugin import AttributeContext, Plugin
from mypy.types import AnyType, Type, TypeOfAny


class AspirePlugin(Plugin):
    def get_attribute_hook(self, fullname: str) -> Callable[[AttributeContext], Type] | None:
        if fullname == "django.http.request.HttpRequest.user":
            return lambda context: AnyType(TypeOfAny.explicit)
        return None


def plugin(version: str) -> type[Plugin]:
    return AspirePlugin
