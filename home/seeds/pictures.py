"""Small evidence files drawn for the demo: JPEG pictures by Pillow and one-page PDFs by typst. Real files, a few kilobytes each."""

import io
import json
import random
from functools import lru_cache
from typing import Any

import typst
from PIL import Image, ImageDraw, ImageFont

SIZE = (640, 480)
INK, PAPER, LINE = (38, 42, 48), (247, 245, 240), (148, 152, 158)
TINTS = [(106, 27, 61), (29, 79, 63), (38, 84, 124), (122, 84, 24), (84, 58, 120), (150, 60, 40)]

CERTIFICATE = """
#let facts = json(bytes(sys.inputs.facts))
#set document(title: facts.title)
#set page(width: 148mm, height: 105mm, margin: 12mm)
#set text(size: 10pt, lang: "en")
#align(center + horizon)[
  #text(size: 8pt, tracking: 2pt)[#upper(facts.kind)]
  #v(2mm)
  = #facts.title
  #v(2mm)
  #facts.line
  #v(4mm)
  #line(length: 40%, stroke: 0.5pt)
  #text(size: 8pt)[#facts.foot]
]
"""


@lru_cache
def font(size: int) -> Any:
    return ImageFont.load_default(size)


def saved(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=72)
    return buffer.getvalue()


def _sheet(title: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, SIZE[0], 64), fill=(232, 228, 220))
    draw.text((24, 18), title[:46], font=font(24), fill=INK)
    return picture, draw


def label(title: str, rng: random.Random) -> bytes:
    """A bench label: what it is, a date code, a row of lines for initials."""
    picture, draw = _sheet("BENCH LABEL")
    tint = rng.choice(TINTS)
    draw.rounded_rectangle((60, 110, 580, 420), radius=18, fill="white", outline=tint, width=8)
    draw.text((90, 140), title[:34], font=font(26), fill=tint)
    draw.text((90, 200), f"Ref {rng.randint(100, 999)}-{rng.randint(10, 99)}", font=font(36), fill=INK)
    for row in range(3):
        draw.line((90, 300 + row * 40, 540, 300 + row * 40), fill=LINE, width=2)
        draw.text((92, 270 + row * 40), ["checked", "opened", "initials"][row], font=font(18), fill=LINE)
    return saved(picture)


def gauge(title: str, rng: random.Random) -> bytes:
    """A dial with its needle somewhere in the green."""
    picture, draw = _sheet(title)
    draw.ellipse((150, 90, 490, 430), fill="white", outline=INK, width=6)
    draw.arc((180, 120, 460, 400), 135, 300, fill=(40, 120, 70), width=14)
    draw.arc((180, 120, 460, 400), 300, 405, fill=(170, 50, 40), width=14)
    needle = Image.new("RGBA", SIZE, (0, 0, 0, 0))
    ImageDraw.Draw(needle).line((320, 260, 320, 150), fill=INK, width=7)
    turned = needle.rotate(rng.randint(-60, 100), center=(320, 260))
    picture.paste(turned, (0, 0), turned)
    draw.ellipse((306, 246, 334, 274), fill=INK)
    draw.text((278, 330), f"{rng.randint(8, 60) / 10:.1f} bar", font=font(26), fill=INK)
    return saved(picture)


def chart(title: str, rng: random.Random) -> bytes:
    """Twelve bars of something counted by month, falling more often than not."""
    picture, draw = _sheet(title)
    tint, height = rng.choice(TINTS), float(rng.randint(180, 300))
    for month in range(12):
        left = 50 + month * 46
        draw.rectangle((left, 430 - height, left + 30, 430), fill=tint)
        height = max(30.0, height * rng.uniform(0.78, 1.08))
    draw.line((40, 430, 610, 430), fill=INK, width=3)
    draw.text((44, 440), "one bar is one month", font=font(18), fill=LINE)
    return saved(picture)


def trace(title: str, rng: random.Random) -> bytes:
    """A line on squared paper: a temperature or pressure against time."""
    picture, draw = _sheet(title)
    for x in range(40, 620, 29):
        draw.line((x, 84, x, 440), fill=(222, 226, 222))
    for y in range(84, 441, 30):
        draw.line((40, y, 600, y), fill=(222, 226, 222))
    level, points = 400.0, []
    for x in range(40, 600, 8):
        level += ((130 if 150 < x < 470 else 400) - level) * 0.12 + rng.uniform(-4, 4)
        points.append((x, level))
    draw.line(points, fill=rng.choice(TINTS), width=4, joint="curve")
    return saved(picture)


def spots(title: str, rng: random.Random) -> bytes:
    """Bright spots on black, as through a microscope, with a scale bar."""
    picture = Image.new("RGB", SIZE, (6, 8, 10))
    draw = ImageDraw.Draw(picture)
    for _ in range(70):
        x, y, radius = rng.randint(0, 640), rng.randint(0, 440), rng.randint(3, 16)
        colour = rng.choice([(70, 210, 110), (200, 70, 160), (80, 130, 230)])
        draw.ellipse(
            (x - radius, y - radius, x + radius, y + radius), outline=colour, width=max(1, radius // 3)
        )
    draw.rectangle((500, 450, 600, 456), fill="white")
    draw.text((506, 424), f"{rng.choice([5, 10, 20, 50])} um", font=font(20), fill="white")
    return saved(picture)


def plate(title: str, rng: random.Random) -> bytes:
    """A part from above, with its dimensions."""
    picture, draw = _sheet(title)
    draw.rounded_rectangle((110, 140, 530, 400), radius=26, fill=(206, 210, 214), outline=INK, width=4)
    for x, y in ((160, 190), (480, 190), (160, 350), (480, 350)):
        draw.ellipse((x - 20, y - 20, x + 20, y + 20), fill=PAPER, outline=INK, width=3)
    draw.ellipse((250, 200, 390, 340), fill=PAPER, outline=INK, width=3)
    draw.line((110, 430, 530, 430), fill=INK, width=2)
    draw.text((280, 436), f"{rng.randint(60, 400)} mm", font=font(22), fill=INK)
    return saved(picture)


PICTURES = {"label": label, "gauge": gauge, "chart": chart, "trace": trace, "spots": spots, "plate": plate}
WORDS = {
    "chart": ("chart", "counts", "usage", "loss", "table", "data", "faults", "results", "figure", "use"),
    "trace": (
        "cycle",
        "calibration",
        "temperature",
        "firing",
        "monitoring",
        "ph",
        "log",
        "tested",
        "verification",
    ),
    "gauge": ("pressure", "leak", "gas", "sheet", "check"),
    "spots": ("psf", "microscope", "micrograph", "image", "measurements"),
    "plate": ("jig", "inspection", "part", "before", "design", "tester", "hold"),
}
PAPERS = (
    "certificate", "report", "attendance", "award", "programme", "letter", "procedure", "card", "confirmation", "record",
    "document", "plan", "slides", "poster", "article", "notes", "e-mail", "unit result", "course result",
)  # fmt: skip


def evidence_file(title: str, line: str, rng: random.Random) -> tuple[str, bytes]:
    """(file name, content) of something that fits its title: a certificate is a PDF, a chart a picture."""
    name = (
        "-".join("".join(mark if mark.isalnum() else " " for mark in title.lower()).split())[:60]
        or "evidence"
    )
    lowered = title.lower()
    if any(word in lowered for word in PAPERS):
        return f"{name}.pdf", paper(title, line)
    words = lowered.split()
    kind = next((kind for kind, known in WORDS.items() if any(word in known for word in words)), "label")
    return f"{name}.jpg", PICTURES[kind](title, rng)


def paper(title: str, line: str) -> bytes:
    """A one-page PDF. The words go in as data, never as markup."""
    facts = {
        "kind": "Demonstration copy",
        "title": title,
        "line": line,
        "foot": "Made for the demonstration; no real person or course.",
    }
    return typst.compile(CERTIFICATE.encode(), format="pdf", sys_inputs={"facts": json.dumps(facts)})
