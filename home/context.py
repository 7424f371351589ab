"""What every page's shell needs: the institution, its colours, and the one navigation."""

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict:
    return {"institution": getattr(request, "institution", None)}
