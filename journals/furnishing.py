"""What a new institution's journal starts with."""

from journals.models import ReflectionPrompt, ReflectionTemplate

PROMPTS = (
    "What did you expect to happen, and what happened instead?",
    "What would you do differently next time, and what would you keep?",
    "Who benefited from this, and how do you know?",
    "What can you do now that you could not do a month ago?",
    "If this did not help, what would have helped more?",
)
# Name, when it helps, and (heading, question) of each prompt.
TEMPLATES = (
    (
        "What? So what? Now what?",
        "Three questions, for something that happened this week.",
        (
            ("What?", "What happened, and what was your part in it?"),
            ("So what?", "Why does it matter? What did you notice, or understand better?"),
            ("Now what?", "What will you do, and by when?"),
        ),
    ),
    (
        "Gibbs’ reflective cycle",
        "Six steps, for something worth looking at closely.",
        (
            ("Description", "What happened? Keep to the facts."),
            ("Feelings", "What did you think and feel, then and afterwards?"),
            ("Evaluation", "What went well, and what did not?"),
            ("Analysis", "Why did it go that way?"),
            ("Conclusion", "What else could you have done?"),
            ("Action plan", "If it happened again, what would you do?"),
        ),
    ),
    (
        "STAR",
        "Situation, task, action, result: an example for an application or a review.",
        (
            ("Situation", "Where and when was it, and who was involved?"),
            ("Task", "What had to be done, and what was asked of you?"),
            ("Action", "What did you do yourself, and how?"),
            ("Result", "What came of it? Give figures where you have them."),
        ),
    ),
)


def furnish() -> None:
    """Prompts and templates, which the institution's editors change or switch off; a list that exists is left alone."""
    if not ReflectionPrompt.objects.exists():
        ReflectionPrompt.objects.bulk_create(
            ReflectionPrompt(text=text, order=order) for order, text in enumerate(PROMPTS, start=1)
        )
    furnish_templates()


def furnish_templates() -> None:
    """The three templates, where an institution has none."""
    if not ReflectionTemplate.objects.exists():
        ReflectionTemplate.objects.bulk_create(
            ReflectionTemplate(
                name=name,
                purpose=purpose,
                order=order,
                prompts=[("prompt", {"heading": heading, "question": asked}) for heading, asked in prompts],
            )
            for order, (name, purpose, prompts) in enumerate(TEMPLATES, start=1)
        )
