"""Whether white can be read on an institution's colour (WCAG contrast)."""


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of white text on `#rrggbb`, from 1 to 21."""

    def channel(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(int(colour[place : place + 2], 16)) for place in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
