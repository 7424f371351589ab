"""The page tree of a new institution: built once in the template schema, named when an institution is cloned from it."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Task,
    Workflow,
)

from portfolios.furnishing import furnish as put_up_shelf
from tenants.models import Institution
from website.models import HomePage

EDITORS = "Site editors"
INTRODUCTION = "Where technical staff keep their professional development and show what they can do."
# The lists that editors keep; an item in use is switched off, not deleted.
LISTS = (
    ("people", "unit"),
    ("people", "jobtitle"),
    ("journals", "reflectionprompt"),
    ("journals", "reflectiontemplate"),
)


def furnish() -> None:
    """One home page, one site, one group of editors; nothing of Wagtail's own welcome remains."""
    root = Page.get_first_root_node()
    if HomePage.objects.exists():
        return
    Workflow.objects.all().delete()
    Task.objects.all().delete()
    Group.objects.filter(name__in=["Moderators", "Editors"]).delete()
    Site.objects.all().delete()
    root.get_children().delete()
    root.refresh_from_db()
    home = HomePage(title="Home", slug="home", introduction=INTRODUCTION, show_in_menus=True)
    root.add_child(instance=home)
    home.save_revision(log_action=False).publish(log_action=False)
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    put_up_shelf()
    open_to_editors(home)


def open_to_editors(home: HomePage) -> None:
    """The group's rights: the Wagtail admin, the home page's tree, pictures, and the reference lists."""
    group, _ = Group.objects.get_or_create(name=EDITORS)
    for right in ("add", "change", "publish"):
        GroupPagePermission.objects.create(group=group, page=home.page_ptr, permission_type=right)
    pictures = Permission.objects.filter(
        content_type__app_label="wagtailimages", codename__in=["add_image", "change_image", "choose_image"]
    )
    library = Collection.get_first_root_node()
    for permission in pictures:
        GroupCollectionPermission.objects.create(group=group, collection=library, permission=permission)
    admin = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    group.permissions.set(Permission.objects.filter(_of_lists() | admin))


def open_lists() -> None:
    """After an upgrade: the editors' group keeps the lists that came with it, too."""
    for group in Group.objects.filter(name=EDITORS):
        group.permissions.add(*Permission.objects.filter(_of_lists()))


def _of_lists() -> Q:
    listed = Q()
    for app, model in LISTS:
        listed |= Q(content_type__app_label=app, codename__in=[f"add_{model}", f"change_{model}"])
    return listed


def name_site(institution: Institution, domain: str, admin_email: str) -> None:
    """The cloned site takes the institution's host and name."""
    Site.objects.update(hostname=domain, site_name=institution.name)
    home = HomePage.objects.get()
    home.title = home.draft_title = institution.name
    home.save_revision(log_action=False).publish(log_action=False)
