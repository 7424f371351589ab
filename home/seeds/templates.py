"""Assessment templates with criteria, answers of three qualities to each, and what supervisors say about them."""

# fmt: off

from dataclasses import dataclass


@dataclass(frozen=True)
class CriterionSeed:
    """A criterion; `answers` are a strong, a fair and a thin response to it."""

    title: str
    guidance: str
    maximum: int
    levels: list[list[str]]
    answers: tuple[str, str, str]


@dataclass(frozen=True)
class TemplateSeed:
    key: str
    title: str
    guidance: str
    criteria: list[CriterionSeed]
    disciplines: tuple[str, ...] = ()  # none: anybody
    shipped: str = ""  # the name of one that every institution has from the start
    said: tuple[str, ...] = ()  # an answer to each prompt


FIVE = [["5", "Does it alone, explains why, and teaches it to others"], ["3", "Does it alone and checks the result"], ["1", "Does it with prompts"], ["0", "Not yet shown"]]
FOUR = [["4", "Sound choice, and shows how it was checked"], ["2", "Sound choice, not yet checked"], ["0", "Unsafe or left out"]]
TEN = [["9-10", "Complete, in order, with the reasons"], ["6-8", "Complete, reasons partly missing"], ["3-5", "Steps missing that do not affect safety"], ["0-2", "Steps missing that affect safety or the result"]]


def c(title: str, guidance: str, maximum: int, *answers: str) -> CriterionSeed:
    levels = {4: FOUR, 5: FIVE, 10: TEN}[maximum]
    return CriterionSeed(title, guidance, maximum, levels, answers)


TEMPLATES = [
    TemplateSeed("confocal", "Confocal microscope: independent user",
        "You may work alone on the confocal once this is complete. Answer from your own sample, not from the manual. Attach one image with its settings.", [
        c("Start up, shut down and laser safety", "Say in order what you switch on, what you check before the laser, and what you do when you leave for ten minutes.", 10,
          "Room sign first, then the key, the stand, the computer, and the laser last. Before the laser I check that the interlock light is green and that there is nothing reflective on the stage. For ten minutes away I close the shutter and lock the screen; for longer I switch the laser to standby. At the end the laser goes off first and the fan runs for five minutes, because the tube lasts longer if it cools.",
          "Sign, key, stand, computer, laser. I check the interlock light. If I leave I close the shutter. At the end I switch it all off and leave the fan running.",
          "I turn everything on from left to right and off from right to left."),
        c("Choosing an objective and pinhole", "Which objective and pinhole did you use for your sample, and why not the next one up?", 5,
          "63x oil, NA 1.4, pinhole at 1 Airy unit. The 100x gives no more resolution at this NA and a quarter of the field. I tried 0.7 Airy units and lost half of the signal for a gain that I could not see.",
          "63x oil with the pinhole at 1 Airy unit, since that is the usual compromise between signal and sectioning.",
          "63x because it is the best one. I left the pinhole where it was."),
        c("Sampling and saturation", "How did you set the pixel size, the gain and the offset? Show how you know that nothing is clipped.", 10,
          "Pixel size 43 nm, a little under half of the resolution limit at 488 nm. Gain with the range indicator until no pixel was saturated in the brightest cell, offset so that the background is just above zero. The histogram in my image shows a gap at both ends. I set it on the brightest sample and kept it for the others, so that they can be compared.",
          "I used the optimal button for the pixels, and the range indicator for gain and offset until there was no blue or red.",
          "I turned the gain up until I could see it well."),
        c("Bleaching and controls", "What controls did you take, and how much did the sample bleach in your time?", 5,
          "Unstained, secondary only, and each dye alone with the settings of the double. One field fifty times over: 8 per cent lost in the first ten scans, which I allow for by imaging every sample equally often.",
          "Unstained and secondary only. I did not measure bleaching, and I kept the laser under 2 per cent.",
          "Unstained."),
        c("Leaving it for the next person", "What do you leave behind: objectives, files, log?", 5,
          "Oil off with lens tissue in one direction, dry objective in place, stage down. Files moved to the group's share and removed from the instrument. The log has lamp hours and the small fault that I saw: the joystick sticks to the left.",
          "I clean the oil off, copy my files and fill in the log.",
          "I wipe the lens and log out."),
    ], ("bioimaging", "materials")),
    TemplateSeed("imagedata", "Looking after image data",
        "For members of Microscopy 2026. Use one real experiment of yours. Nothing unpublished needs to be shown: names of files and sizes are enough.", [
        c("Naming and folders", "Show your naming rule and say what somebody could learn from one file name.", 5,
          "Date, experiment number, condition, replicate, field: 2026-03-04_E12_ctrl_r2_f03. Somebody can find all the controls of E12 without opening anything, and it sorts by date.",
          "Date and condition, then a number. The rest is in my lab book.",
          "I call them by what is in the picture."),
        c("Metadata that must not be lost", "Which settings have to stay with the image, and how did you make sure that they do?", 5,
          "Objective, pixel size, exposure, filters, detector gain, time of each frame. They are in the maker's file, so I keep that as the original, read-only, and only ever work on a copy. I opened the copy in another program to check that the pixel size had survived. It had; the channel names had not, so they are in a text file beside it.",
          "Pixel size and channels. I keep the original file.",
          "I export to JPEG with a scale bar."),
        c("Backup and sharing", "Where are the three copies, and who can read them?", 5,
          "Instrument share for thirty days, group share with nightly backup, and the archive at the end of the project. The group reads the second. I restored one file from last month's backup to see that it works.",
          "The group share and my own drive.",
          "They are on the microscope computer."),
        c("What may be done to an image", "What did you change for the figure, and how do you say so?", 10,
          "Contrast stretched in the same way on all panels, with the limits in the legend; a crop; a merge. No gamma, no cleaning. The original and a list of steps go with the paper. I would not remove the bright speck in panel C, I would explain it.",
          "I changed brightness and contrast in the same way for all panels.",
          "I made it brighter so that the reader can see it."),
    ], ("bioimaging", "materials")),
    TemplateSeed("sampleprep", "Sample preparation for fluorescence",
        "Bring one slide that worked and one that did not. The second is worth more.", [
        c("Fixation", "Say what you fixed with, for how long, and what would happen with twice the time.", 5,
          "4 per cent formaldehyde, methanol-free, ten minutes at room temperature, in the cabinet. At twenty the membrane dye is fine, and the antibody against the channel loses about a third, which I saw on my second slide.",
          "4 per cent formaldehyde for ten minutes. Too long and the antibody binds less.",
          "Formaldehyde, until lunch."),
        c("Blocking and washing", "What does each wash do, and which one can you leave out?", 5,
          "The first removes fixative, the second quenches, the block stops sticky binding, the three after the primary lower the background, and that is where I would never save. One after the mountant is habit, and I have stopped.",
          "They take away what has not bound. I would not leave any out.",
          "I follow the sheet."),
        c("Safety of the bench", "Fixative, sharps and waste: what did you do, and where did it go?", 4,
          "Fixative only in the cabinet, nitrile gloves changed at fifteen minutes, coverslips into the sharps bin, liquid to the labelled aldehyde bottle with the date. I checked the airflow tell-tale before I opened anything.",
          "Worked in the cabinet with gloves. Liquid to the waste bottle.",
          "Gloves, and down the sink with plenty of water."),
        c("The slide that failed", "What went wrong, how do you know, and what did you change?", 10,
          "Haze all over. Secondary-only had it as well, so it was not the primary. A fresh block did not help, a spin of the secondary did: aggregates. I spin every tube for five minutes now, and the sheet says so.",
          "High background. I washed more often and it got better.",
          "The antibody was bad."),
    ], ("bioimaging",)),
    TemplateSeed("autoclave", "Autoclave: operation and validation",
        "For anyone who signs for a load. You need the last cycle chart and one that you would reject.", [
        c("Loading", "Draw or describe how you load, and what goes wrong when it is packed.", 5,
          "Bottles a third empty, caps loose, in trays with a gap of two fingers, heaviest below, nothing over the drain. Packed tight, air stays in the middle and the indicator there passes outside and fails inside. I have the tape from when I did that.",
          "Not too full, caps loose, tape on each.",
          "Fill it from the back."),
        c("Reading the chart", "Explain the phases on your chart and the point at which time begins to count.", 10,
          "Purge, heat up, equilibrate, hold, dry. Time counts from when the coldest probe reaches 121 degrees, not the chamber: eleven minutes later in my load. Held for 18 minutes, with two probes within half a degree. I reject the second chart: the hold restarted after a dip and nobody noticed.",
          "Heat up, hold at 121 for 15 minutes, and cool. It counts when the display says 121.",
          "It went to 121 and beeped."),
        c("Indicators and records", "Which indicator proves what, and where is it written down?", 5,
          "Tape proves that it was in there. The strip proves time and temperature at one place. The spores prove that it kills. Strip each load, spores quarterly, and both go in the log with the load number and initials.",
          "Tape on each item and a strip in the middle. It is in the log.",
          "The tape goes stripy."),
        c("Opening and burns", "What do you do between the end of the cycle and an open door?", 4,
          "Wait for zero pressure and under 80 degrees, visor and gauntlets, stand at the hinge, open by a hand's breadth and wait for a minute. Agar rests for ten more before anyone moves it.",
          "Wait until it says safe, gloves on, stand aside.",
          "Open it slowly."),
    ], ("animal", "chemistry", "anatomy")),
    TemplateSeed("lathe", "Centre lathe: authorised user",
        "Make the stepped pin on drawing W-014 before you answer. Bring it, good or bad.", [
        c("Before the switch", "List your checks, and show which of them has stopped you in the past.", 10,
          "Key out of the chuck, guard down and interlock tested, sleeves and hair, work held on at least its diameter, tool on centre and tight, speed worked out, stop within reach. The overhang has stopped me: 90 mm of 12 mm bar wanted a centre.",
          "Chuck key out, guard, glasses, tool tight, right speed.",
          "Guard down and glasses on."),
        c("Speed and feed", "Give your figures for the pin and how you got them.", 5,
          "Mild steel, HSS tool, 28 metres a minute, 20 mm diameter: 446, so I used the step at 420. Feed 0.15 roughing and 0.05 to finish. The chips came off as short sixes, and when they went to strings I knew that the tool was gone.",
          "About 420 from the chart, with a fine feed at the end.",
          "A medium speed."),
        c("Measuring", "Report three dimensions with the instrument and your uncertainty.", 5,
          "12.02, 15.98 and 24.1 mm, the first two with a micrometer that I zeroed on the gauge block, and I trust them to 0.01. The third is by calliper, 0.05. The drawing wants 12.00 to 12.03, so it passes.",
          "12.02, 15.98 and 24.1 mm with a calliper.",
          "It fits in the hole."),
        c("When it goes wrong", "The work starts to chatter. What do you do, in order?", 5,
          "Off the cut, not off the switch; then stop. Overhang, tool height, sharpness, speed down, feed up, support. One at a time, and I write down which it was. On mine it was tool height.",
          "Stop, check the tool is sharp, and slow down.",
          "Press the stop."),
    ], ("workshop",)),
    TemplateSeed("nitrogen", "Liquid nitrogen: decanting and transport",
        "No one decants alone until this is complete. Part of it is shown at the vessel.", [
        c("Oxygen depletion", "Work out the oxygen left if ten litres boil off in your room.", 5,
          "Ten litres become about 6,900 litres of gas. Our room is 60 cubic metres, so oxygen falls to about 18.6 per cent if the door is closed and the fan is off. The alarm is at 19.5. So: out, and close the door behind me. Nobody goes in for anybody.",
          "It expands nearly 700 times, so in our room it would set off the alarm. I would leave.",
          "The alarm goes off and you leave."),
        c("Protective equipment", "What do you wear, and what must you not wear?", 4,
          "Visor, loose insulated gauntlets, trousers over boots, apron. No watch, no tight gloves, no turn-ups: anything that holds it against the skin.",
          "Visor, gloves and apron.",
          "Gloves."),
        c("Decanting", "Describe the pour, and what a warm vessel does.", 5,
          "Small amount first, wait until the boiling settles, then fill slowly to the mark, pouring away from me, with the lid loose. A warm dewar spits, and a cracked one goes white on the outside; I check for that with my hand before.",
          "Slowly, with a little at first to cool the dewar.",
          "Pour it in slowly."),
        c("Lifts and stairs", "How do you get five litres from the tank to the third floor?", 5,
          "In the lift by itself: key switch, chain across, sign on, and someone at the top to take it. I take the stairs. I tell them by phone when the doors close, and they tell me when they open.",
          "The dewar goes alone in the lift, and someone waits upstairs.",
          "In the lift, carefully."),
    ]),
    TemplateSeed("cylinder", "Compressed gas: changing a cylinder",
        "Done with an assessor on a nitrogen cylinder. Write your answers afterwards, from what you did.", [
        c("Moving and securing", "How did you move it, and what held it at each moment?", 5,
          "Cap on, on the trolley with the chain done up, never rolled. At the bench the clamp goes on above half height before the chain comes off, so that it is held at every moment. I walked the route first and took the ramp.",
          "On the trolley with the chain, then into the clamp.",
          "I rolled it on its edge."),
        c("Regulator and seals", "Which checks did you make on the regulator, and why no grease?", 5,
          "Right gas, right pressure, date under five years, threads clean, seal not creased, adjusting knob wound out. No grease and no tape, since with oxygen grease burns, and a habit does not know which gas it is.",
          "Right one for the gas, in date, knob wound out. Grease can burn.",
          "It screwed on well."),
        c("Leak test", "How did you test, where, and what did you find?", 10,
          "Valve open a quarter, closed, gauge watched for five minutes: no fall. Then solution on the stem, the nut and the outlet. One bubble at the nut; pressure off, nut tightened, tested again, none. In the log with the time.",
          "Leak solution on the joints. No bubbles.",
          "I listened for hissing."),
        c("The empty one", "What makes it safe and clear that it is empty?", 4,
          "A little pressure left in, valve shut, cap on, tagged empty with the date, secured with the empties, and the stock sheet changed.",
          "Valve closed, cap on, and the empty tag.",
          "Put it with the others."),
    ], ("chemistry", "glass", "materials")),
    TemplateSeed("soldering", "Soldering: through-hole and surface mount",
        "Make the test board. Photograph both sides before you clean it, and after.", [
        c("Set-up", "Tip, temperature, extraction, static: what did you set, and how did you check?", 5,
          "Chisel tip a little narrower than the pad, 340 degrees by the tip meter (the display said 360), extraction at the work and not above my head, wrist strap tested. Lead-free, so I wash my hands from habit and not from need.",
          "350 degrees, extraction on, wrist strap on.",
          "Turned it on and waited."),
        c("Joints you are pleased with", "Choose two joints and say what makes them good.", 5,
          "R4 and J2. Concave, wetted up to the pin on all sides, outline of the lead visible, no residue. J2 is on the ground plane, and took heat from both sides for three seconds.",
          "R4 and J2 are shiny and have a good cone.",
          "They all conduct."),
        c("Joints you are not pleased with", "Choose one, say what happened, and put it right.", 5,
          "U1 pin 8 was a bridge that I could only see under the microscope. Flux, clean braid, two seconds, and looked again. I had used too much paste: the stencil sat high because of a burr.",
          "There was a bridge on U1. I took it off with braid.",
          "None."),
        c("Test and record", "What did you measure before you applied power, and what did you write down?", 5,
          "Resistance from supply to ground, 4.7 kilohms, as the drawing says. Then 5 volts with the current limit at 50 mA; it drew 12. Both are on the sheet with the meter's number and my initials.",
          "Checked for shorts with the meter and then switched on. It works.",
          "The light came on."),
    ], ("electronics", "computing")),
    TemplateSeed("practical", "Leading a practical session",
        "For technicians who take a group. Use one session that you led this year.", [
        c("Aim", "What should they have been able to do at the end?", 4,
          "To prepare a dilution series of five within ten per cent, alone, and to say where the error comes from.",
          "To make dilutions.",
          "To understand dilution."),
        c("Safety briefing", "What did you say, what did you show, and how did you know that they had heard?", 5,
          "Two hazards and not ten. I showed the splash with dyed water on a white coat. Then each bench told me where the eyewash is, and pointed.",
          "I went through the risk assessment and asked if there were questions.",
          "They signed the sheet."),
        c("Helping", "Describe a moment when you helped, and one when you held back.", 5,
          "I helped when a pipette had no tip: a small thing that would have spoilt an hour. I held back when a pair argued about which flask was which. They found it out from the masses in four minutes, and they will not forget it.",
          "I helped several groups with the pipettes. One pair I left alone, and they managed.",
          "I helped everybody."),
        c("What you would change", "From what you saw or were told, what comes next?", 10,
          "Queue at the balance for twenty minutes, from my count. Two balances, and half of the benches begin with step four. Three students wrote that the sheet is too small to read with goggles on: 14 point from now on. I tried both with the second group, and the queue was four minutes.",
          "There was a queue at the balance, so I would bring a second one.",
          "Nothing, it went well."),
    ]),
    TemplateSeed("height", "Work at height in the studio",
        "Before the first fit-up of the year. Shown on the tallescope or the tower, with a second person.", [
        c("Can it be done from the ground?", "Give one job that you moved down, and one that you could not.", 4,
          "Focus of the front wash is done from the desk with the moving heads. The practical chandelier has to be fixed up there, and is now fitted at dead height with the bar in.",
          "Most rigging is done with the bar in. Focusing is not.",
          "Use the tower."),
        c("Inspection", "What did you check on the tower, and what would make you send it away?", 5,
          "Tag in date, castors locked, braces, toe boards, outriggers on firm floor, level. A bent brace or a missing clip, and it goes. In October it went, and we opened an hour late.",
          "Brakes, braces, boards and the tag.",
          "It was the one we always use."),
        c("People below", "How did you keep them out, and tools up?", 5,
          "Barrier at twice the width of the base, one person whose only job is to look, lanyards on each tool, pockets emptied, and call and answer before anything is lowered.",
          "Barrier and tool lanyards.",
          "We shouted."),
        c("Rescue", "What is the plan if someone is stuck or hurt at the top?", 5,
          "Second person stays and talks, third phones from the prompt desk with the address on the card, nobody climbs. Descent kit is on the wall in the dock. We tried it in September in four minutes.",
          "Call security, and use the descent kit.",
          "Ring 999."),
    ], ("theatre", "arts")),
    TemplateSeed("boat", "Field day leader: shore and small boats",
        "For anyone who leads a group on the shore. Use a day that you led, with its tide table.", [
        c("Plan", "Tide, light, weather, and the time at which you turn round.", 10,
          "Low water 12:40, so out at 10:30 and turn at 13:10 whatever happens; sunset was not the limit, wind was, force 5 from two o'clock. I told the group the turn time at the start and wrote it on my hand.",
          "Low water at 12:40, out at half past ten, back by half past two. The forecast was good.",
          "We went at low tide."),
        c("Group", "How did you count, pair and equip them?", 5,
          "Pairs who look after each other, counted out and in and each hour, lifejackets checked by me and not by them, one spare set of warm things for every six.",
          "In pairs, with lifejackets. Counted at the start and the end.",
          "There were about twenty."),
        c("Communication", "Who knew where you were, and what happens if you are late?", 5,
          "Station has the plan and the turn time. Radio on the hour. Twenty minutes late and they call; forty and they launch. We tested the radio at the far end the day before.",
          "The station knew, and I had a radio.",
          "I had my phone."),
        c("Leaving no trace", "What did you take off the shore, and off your boots?", 4,
          "All markers counted back in, holes filled, quadrats rinsed. Check, clean, dry at the hose for boots and kit, with the ditch site last because of the pigmyweed.",
          "Took the markers in and washed the boots.",
          "We tidied up."),
    ], ("field",)),
]  # fmt: skip

OVERALL_RESPONSES = [
    "I did this over [two|three] weeks beside my usual work. The part that took longest was [the one about what went wrong|writing down what I do without thinking], and it is also where I learned most. Evidence is attached.",
    "I need this in order to work alone and to help others. I had to understand why as well as how, and have applied it since with {group}.",
    "Most of it I knew from doing it. Writing the reasons made me look {few} things up, and I changed one habit.",
    "This is my second attempt at some of it. I asked a colleague to watch me and put their remarks in.",
]
FEEDBACK = {
    "strong": [
        "Clear, in order, and with the reason for each step. I would let you teach this.",
        "You show how you checked it, which is what I was hoping for.",
        "Very good. Your example from your own sample says more than the manual does.",
        "Exactly right, and honest about what you are not sure of.",
        "Good judgement. You could share this with the others.",
    ],
    "fair": [
        "Right as far as it goes. Say how you know that it worked.",
        "Sound. One sentence of why for each step would lift this.",
        "Good on the what. Tell me what you would do if it were not so.",
        "Fine for routine work. Think about the case where the usual way does not fit.",
        "You do this well at the bench; the answer does not show it yet.",
    ],
    "thin": [
        "Too short for me to see what you did. Take me through it in order.",
        "Please look at the guidance again and answer for your own sample.",
        "This leaves out a step that matters for safety. See me, and we will do it together.",
        "I cannot score what is not here. Say what you did and how you checked it.",
        "You know more than this. Write what you told me on Thursday.",
    ],
}
OVERALL_FEEDBACK = {
    "completed": [
        "A careful piece of work. You can do this alone from today. Please help the next person through it.",
        "Complete. Your answer about what went wrong was the best part, and I have borrowed it for the sheet.",
        "Well done. Keep the evidence with your record; it will serve for your registration as well.",
        "Passed, with room to grow in explaining why. Let us look at that at our next meeting.",
    ],
    "returned": [
        "Most of this is fine. Please look again at the parts that I marked, and send it back when they are ready.",
        "Not far off. Two answers need the reasons, and one needs a step that you left out.",
        "Please add how you checked the result. The rest can stay as it is.",
    ],
}
VERIFY_NOTES = [
    "Saw the certificate.", "I was there.", "Talked it through at our meeting.", "Evidence seen, dates agree with the rota.",
    "Good example of learning that changed something.", "", "", "",
]  # fmt: skip
RETURN_REASONS = [
    "The record of the check is missing, and the auditor asked for it. Please add it.",
    "One criterion was scored against the old version of the drawing. Please answer it again for the new one.",
]
