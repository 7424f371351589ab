"""Why a file is not kept."""


class Refused(ValueError):
    """A file that cannot be kept as evidence; the text is the sentence to show."""


def megabytes(size: int) -> str:
    """Bytes as people read them, rounded up, so that a file over the limit never seems to be at it."""
    tenths = -(-size * 10 // 1024**2)
    return f"{tenths // 10} MB" if tenths % 10 == 0 else f"{tenths / 10:.1f} MB"
