"""`python -m benchmarks --size 50 [operation …]`."""

import argparse
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")


def main() -> int:
    import django

    django.setup()
    from benchmarks import measuring, report, stage
    from benchmarks.operations import OPERATIONS

    asked = argparse.ArgumentParser(prog="python -m benchmarks")
    asked.add_argument("--size", type=int, default=50, help="technicians of the institution measured")
    asked.add_argument("names", nargs="*", metavar="operation", help=", ".join(OPERATIONS))
    options = asked.parse_args()
    if unknown := set(options.names) - set(OPERATIONS):
        asked.error(
            f"there is no operation {', '.join(sorted(unknown))}; choose from {', '.join(OPERATIONS)}"
        )
    with stage.built(options.size) as people:
        results = [measuring.measure(name, OPERATIONS[name], people) for name in options.names or OPERATIONS]
    path = report.write(results)
    print(report.table(results))
    print(f"Written to {path}")
    over = [said for result in results if (said := result.excess(OPERATIONS[result.name]))]
    for said in over:
        print(said)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
