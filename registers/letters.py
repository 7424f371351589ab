"""Which grades put letters after a name. Pure.

A pack's grade code is also what its screens call the grade; only those below are letters that members use. The others
(a profession's title such as HCPC's, a level of accreditation, an institution's own pack) are names within their pack.
"""

POST_NOMINALS = frozenset(
    {
        "AFHEA", "CBiol", "CChem", "CEng", "CPhys", "CSci", "CSciTeach", "EngTech", "FHEA", "FIET", "FIScT", "ICTTech",
        "IEng", "MIET", "MIScT", "PFHEA", "RITTech", "RSci", "RSciTech", "SFHEA", "TIMMM", "TMIET",
    }
)  # fmt: skip


def post_nominal(grade: str) -> str:
    """The letters of a grade, or "" where it has none."""
    return grade if grade in POST_NOMINALS else ""
