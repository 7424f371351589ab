"""Running a server as an unprivileged system account, where the project itself runs as root.

Accounts are `pwd` entries; None stands for "as ourselves", which is everybody but root.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import stat
import subprocess
from pathlib import Path

UNPRIVILEGED = ("postgres", "nobody")


def server_account(data: Path) -> pwd.struct_passwd | None:
    """Whom a server on `data` runs as: ourselves; under root, the owner of `data` or a system account.

    Raises LookupError where root finds no unprivileged account.
    """
    if os.geteuid():
        return None
    with contextlib.suppress(OSError, KeyError):
        if data.stat().st_uid:
            return pwd.getpwuid(data.stat().st_uid)
    for name in UNPRIVILEGED:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise LookupError("no unprivileged account")


def run_as(account: pwd.struct_passwd | None, command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run from a folder anybody can enter, in an environment without the caller's PG* settings."""
    identity: dict = {}
    if account:
        identity = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    return subprocess.run(  # noqa: S603 - a list, no shell
        command,
        cwd="/",
        env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
        umask=0o077,
        capture_output=True,
        text=True,
        check=False,
        **identity,
    )


def can_reach(account: pwd.struct_passwd, path: Path) -> bool:
    """Asked of the system, as the account itself: access lists and mounts count too."""
    while not path.exists():
        path = path.parent
    return run_as(account, ["test", "-x", str(path)]).returncode == 0


def make_passage(folder: Path) -> None:
    """Make a missing folder that every account may walk through, whatever the umask, but not list."""
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o711)


def make_private(folder: Path, account: pwd.struct_passwd | None) -> None:
    """Make a directory only `account` may enter; PermissionError where somebody else holds that name."""
    owner = account.pw_uid if account else os.geteuid()
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        if account:
            os.chown(folder, owner, account.pw_gid)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or stat.S_IMODE(found.st_mode) != 0o700:
        raise PermissionError(f"{folder} is not a private directory of the server's account")
