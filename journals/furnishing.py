"""What a new institution's journal starts with."""

from journals.models import ReflectionPrompt

PROMPTS = (
    "What did you expect to happen, and what happened instead?",
    "What would you do differently next time, and what would you keep?",
    "Who benefited from this, and how do you know?",
    "What can you do now that you could not do a month ago?",
    "If this did not help, what would have helped more?",
)


def furnish() -> None:
    """A few prompts, which the institution's editors change or switch off; a list that exists is left alone."""
    if not ReflectionPrompt.objects.exists():
        ReflectionPrompt.objects.bulk_create(
            ReflectionPrompt(text=text, order=order) for order, text in enumerate(PROMPTS, start=1)
        )
