"""A template with everything: sections, weights, least scores, evidence, prompts, a pass mark and attempts. Shipped with us."""

# fmt: off

from home.seeds.templates import CriterionSeed, TemplateSeed


def c(title: str, maximum: int, *answers: str) -> CriterionSeed:
    return CriterionSeed(title, "", maximum, [], answers)


BALANCE = TemplateSeed("balance", "Calibration of a balance", "", [
    c("Place and balance", 4,
      "Granite table away from the door, level checked, on for a day before. I closed the vent above it and waited an hour with the draught shield shut, until three readings of the empty pan agreed to the last digit.",
      "On the granite table, level, warmed up overnight. I waited until the reading stood still.",
      "It stands where it always does."),
    c("Weights and their certificate", 4,
      "Class E2, certificate due in March. The uncertainty of the 100 g weight is a twelfth of the tolerance that we need, so it can judge this balance. Forceps only, and half an hour beside the balance before I began.",
      "Class E2, in date. Handled with forceps.",
      "I used the weights from the drawer."),
    c("Repeatability, eccentricity and linearity", 10,
      "Ten readings at half load, standard deviation 0.06 mg. Five positions of the pan, centre read again at the end; the largest difference was 0.2 mg. Up in five steps and down again, so that drift shows as a loop. The working is on the second sheet.",
      "Ten readings at half load and five positions of the pan, all within 0.2 mg. Linearity up to 200 g.",
      "I weighed each weight once and it was right."),
    c("Fit for use, or not", 4,
      "The standards need 0.5 mg at 50 g; with twice the uncertainty the largest error is 0.3 mg. Fit, and the label says for what: down to 20 mg, since below it the share would be more than one in a thousand.",
      "Within the tolerance, so I put a green label on it.",
      "It passed."),
    c("The record", 4,
      "Readings as found and after adjustment side by side, room at 20.4 degrees, numbers of weights and balance, my name and the time. A colleague repeated two lines from the sheet alone.",
      "All readings with date, balance and weights, and my initials.",
      "Written in the book."),
], shipped="balance-calibration", said=(
    "Everybody who makes up standards: about forty people, and the two instruments that are checked against those.",
    "A month of results to repeat, and worse if nobody noticed.",
))
BETTER = "A month of results to repeat. In 2019 an error of two per cent was found only when a partner could not reproduce a curve."
NOTES = (
    "Ask to see the certificate of the weights when we meet: the class looked wrong the first time. "
    "Linearity is better than last year. Might help to train the new starters."
)
