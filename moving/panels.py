"""What this room adds to the pages of declared packs: where one was issued that came along with a record."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from moving.queries import institution_names
from registers.models import FrozenPack, Renewal
from tenants.hosts import base_url
from tenants.models import Transfer
from tenants.schemas import in_schema


def issued_elsewhere(frozen: FrozenPack) -> tuple[str, str] | None:
    """(institution, address of its check) of a pack that was declared before its owner moved here; None for our own."""
    came = Transfer.objects.arriving_here().filter(
        account=frozen.renewal.owner.uid, done_at__gte=frozen.made_at, state=Transfer.State.DONE
    )
    for schema in came.values_list("from_schema", flat=True):
        with in_schema(schema):
            if FrozenPack.objects.filter(code=frozen.code).exists():
                address = base_url() + reverse("verify:code_check", args=[frozen.code])
                return institution_names([schema])[schema], address
    return None


def checked_there(request: HttpRequest, renewal: Renewal) -> str:
    """On the page of a declaration."""
    place = issued_elsewhere(renewal.frozen)
    return render_to_string("moving/panel_issued.html", {"place": place}) if place else ""
