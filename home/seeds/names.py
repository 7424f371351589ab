"""Invented people: first and last names as varied as a British university's, put together by the builder."""

FIRST = [
    "Aaliyah", "Adwoa", "Aled", "Amelia", "Anjali", "Bartek", "Bethan", "Bilal", "Callum", "Carys", "Catriona", "Chidi",
    "Ciara", "Danuta", "Darren", "Dilys", "Eilidh", "Emeka", "Esther", "Farah", "Fergus", "Gareth", "Gemma", "Grace",
    "Hamza", "Hannah", "Iain", "Imogen", "Isla", "Jamal", "Joanna", "Karolina", "Keith", "Kwame", "Leanne", "Lorna",
    "Malik", "Marta", "Mei", "Mohan", "Nadia", "Natalie", "Niamh", "Nikos", "Olga", "Oluwaseun", "Pawel", "Paul", "Rachel",
    "Rafael", "Rhiannon", "Rhys", "Roisin", "Sadia", "Sanjay", "Shirin", "Siobhan", "Stephen", "Sunita", "Tariq", "Temi",
    "Tom", "Ursula", "Valentina", "Wai", "Yasmin", "Yusuf", "Zainab", "Zofia", "Angus", "Beatriz", "Colin",
]  # fmt: skip
LAST = [
    "Abara", "Ahmadi", "Ainsworth", "Asante", "Baines", "Balogun", "Beddoes", "Bhatt", "Birch", "Bowker", "Brennan",
    "Cairns", "Chaudhry", "Cheung", "Clough", "Crossley", "Dacosta", "Davies", "Dhillon", "Doherty", "Drummond", "Eccles",
    "Ellwood", "Ezeh", "Fairbairn", "Farrell", "Ferreira", "Garside", "Gill", "Grabowski", "Greenhalgh", "Haddad", "Hallam",
    "Hargreaves", "Hinds", "Hughes", "Idowu", "Illingworth", "Jarvis", "Kaminska", "Kershaw", "Khatun", "Lal", "Lennox",
    "Lightfoot", "Llewellyn", "Mahmood", "Makinde", "McAllister", "Mistry", "Morgan", "Mukherjee", "Mulligan", "Nair",
    "Nowak", "Ogden", "Oyelaran", "Pallister", "Papadaki", "Parfitt", "Pritchard", "Quayle", "Rahman", "Redfern", "Rees",
    "Robson", "Sandhu", "Sharples", "Sidhu", "Stavrou", "Sutcliffe", "Swann", "Tattersall", "Thwaite", "Tran", "Uddin",
    "Varga", "Wadsworth", "Wojcik", "Yeboah",
]  # fmt: skip


def pairings(count: int, *, step: int = 29) -> list[tuple[str, str]]:
    """`count` different people: each first name with a last name some way down the list, so that neither runs in order.

    Every pairing differs up to len(FIRST) * len(LAST) people; beyond that a middle initial would be needed.
    """
    if count > len(FIRST) * len(LAST):
        raise ValueError(f"There are names for {len(FIRST) * len(LAST)} people.")
    people = []
    for index in range(count):
        lap, place = divmod(index, len(FIRST))
        people.append((FIRST[(place * 11) % len(FIRST)], LAST[(place * step + lap) % len(LAST)]))
    return people
