"""Webfolio pages: a profile, skills and qualifications, in each person's own words."""

# fmt: off

PROFILES = [
    "I have looked after {room} for {years} years, and most of what I know I learned there from other people. I train {users}, keep the {kit} running and write the sheets that hang beside it. I like the moment when somebody no longer needs me.",
    "I came to technical work from [industry|a hospital laboratory|the army|a degree I did not finish|an apprenticeship] and stayed. My day is [half teaching, half repair|a third planning, a third bench, a third people]. I am at my best with {method}, and still learning about {topic}.",
    "Technician in {unit}. I work with {group} and with {course}. I care about [clear instructions|safe rooms|things that are mended properly|equipment that everybody can reach], and I keep this webfolio so that I can see where I am going as well as where I have been.",
    "{years} years in {unit}, the last [two|three|four] as the person people ring about the {kit}. I have learned to ask for help early and to write things down. Outside work I [repair bicycles|sing in a choir|run the scout group's canoes|grow too many tomatoes].",
    "I make things work, and show other people how they work. I support {course}, run inductions for {users}, and bring new methods in; the latest is {method}. I am working towards registration, and this is where I collect what shows it.",
]
# (job title, where, what was done there), the present post first
POSTS = [
    [("Senior technician", "{unit}", "- Looks after {room}\n- Trains {users}"), ("Technician", "[a hospital laboratory|a small engineering firm|another university]", "First post after college.")],
    [("Technical specialist", "{unit}", "- The {kit}, from booking to repair\n- Inductions for {users}"), ("Apprentice technician", "{unit}", "Four years, one day a week at college.")],
]
# (title, authors, where it appeared)
PAPERS = [
    ("Keeping the {kit} within its limits: three years of logs", "{authors}", "Technician Notes"),
    ("A short course in {method} for new users", "{authors}", "Proceedings of {network}"),
]
KIT_TABLE = "Equipment | Since | What I do\n{kit} | 2021 | I train others\n{other_kit} | 2023 | Daily checks and first repairs"
SKILLS = [
    ["Bring a new method in from a paper: {method} was the last", "Fault finding on the {kit}, to the level of board or valve", "Training {users} in small groups", "Reading a specification and testing against it"],
    ["{method}: independent, and I train others", "Risk assessment, with a particular eye to {hazard}", "Ordering and stock control of {stuff}", "Writing procedures that people follow"],
    ["Running practicals for {course} with up to {many} students", "Care and calibration of the {kit}", "Supervising project and placement students", "Explaining {topic} to people who are new to it"],
    ["Planning moves and commissioning", "Keeping records for {rule}", "{method}", "Data from logs: plotting, spotting drift, saying how sure I am"],
]
# (title, awarded by, year)
QUALIFICATIONS = [
    [("HNC in Applied Sciences", "[City College|the regional college]", "2014"), ("First Aid at Work", "St John Ambulance", "2024"), ("IOSH Managing Safely", "IOSH", "2022")],
    [("Level 3 apprenticeship, laboratory technician", "[City College|the regional college]", "2012"), ("COSHH assessor", "the safety office", "2023"), ("Level 3 award in education and training", "City and Guilds", "2021")],
    [("BSc (Hons), part time", "The Open University", "2018"), ("Mental health first aid", "MHFA England", "2023"), ("Certificate for the {kit}", "its manufacturer", "2022")],
    [("Level 3 diploma", "City and Guilds", "2010"), ("Fire warden", "the safety office", "2024"), ("Safe use of compressed gases", "BOC", "2023")],
    [("BTEC National Diploma", "[City College|the regional college]", "2011"), ("Associate Fellowship", "Advance HE", "in progress"), ("Safe use of liquid nitrogen", "BOC", "2024")],
]
AIMS = [
    "This year I want to [run {course} without notes|speak at {network}|finish my application for registration|train a second person on the {kit}], to learn more about {topic}, and to spend a day somewhere that does what we do in another way.",
    "Three aims: a second person who can do {method}; a talk in front of people I do not know; an hour a week for reading that nobody can book.",
]
SECTION_TITLES = ["Profile", "Skills", "Qualifications and training", "Selected work", "Where I am going"]
