"""The address of the institution at hand, for links in mails and packs, where no request is near."""

from django.conf import settings
from django.db import connection
from django_tenants.utils import schema_context

from tenants.models import Domain, Institution


def current_institution() -> Institution:
    """The institution whose schema is active. Raises Institution.DoesNotExist in `public`."""
    tenant = connection.tenant
    if isinstance(tenant, Institution):
        return tenant
    schema = connection.schema_name
    with schema_context("public"):
        return Institution.objects.get(schema_name=schema)


def base_url() -> str:
    """Scheme, primary domain and (in the demo) port of the institution at hand; the platform's in `public`."""
    schema = connection.schema_name
    with schema_context("public"):
        domain = Domain.objects.filter(tenant__schema_name=schema, is_primary=True).first()
    host = domain.domain if domain else settings.PLATFORM_HOSTS[0]
    return f"{settings.PUBLIC_SCHEME}://{host}{settings.PUBLIC_PORT}"
