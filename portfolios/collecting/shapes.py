"""What each purpose starts with: a title, an outline of the introduction, and what is worth putting in. No ORM."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    title: str
    introduction: str
    worth: tuple[str, ...]


SHAPES: dict[str, Shape] = {
    "job": Shape(
        "Job application",
        "**What I apply for**\n\n\n**What I bring to it**\n\n\n**What to read first**\n",
        (
            "The page that says who you are.",
            "Two or three activities whose benefit to others you have written about.",
            "Certificates that the advertisement asks for.",
        ),
    ),
    "registration": Shape(
        "Professional registration",
        "**The register and grade**\n\n\n**How the pieces below show what it asks**\n",
        (
            "Activities tagged with the competences of your grade.",
            "Completed assessments and authorisations that somebody else has signed.",
            "Entries in which you judge your own work.",
        ),
    ),
    "review": Shape(
        "Annual review",
        "**What I did this year**\n\n\n**What it changed**\n\n\n**What I want to do next**\n",
        (
            "This year’s activities, the ones that changed something first.",
            "Assessments you completed and authorisations you were given.",
            "An entry that looks back.",
        ),
    ),
    "other": Shape("", "", ("Whatever its readers should see, in the order in which they should see it.",)),
}
