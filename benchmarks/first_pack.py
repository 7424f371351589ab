"""A process that starts as a web server does, says so, and makes its first pack when told to: see `packs.sign_first`."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")


def main() -> None:
    import config.wsgi  # noqa: F401
    from benchmarks.packs import sign_pack

    make = sign_pack(None)
    print("ready", flush=True)
    sys.stdin.readline()
    print(len(make()), flush=True)


if __name__ == "__main__":
    main()
