"""Journal entries: what technicians write to themselves after a week at work. Markdown, with the discipline's slots."""

# fmt: off

from dataclasses import dataclass


@dataclass(frozen=True)
class EntryPattern:
    title: str
    tags: str
    body: str
    reflection: str = ""  # the name of the template it was written with


def e(title: str, tags: str, body: str) -> EntryPattern:
    return EntryPattern(title, tags, body.strip())


def three(title: str, tags: str, body: str) -> EntryPattern:
    return EntryPattern(title, tags, body.strip(), "What? So what? Now what?")


def gibbs(title: str, tags: str, body: str) -> EntryPattern:
    return EntryPattern(title, tags, body.strip(), "Gibbs’ reflective cycle")


def star(title: str, tags: str, body: str) -> EntryPattern:
    return EntryPattern(title, tags, body.strip(), "STAR")


ENTRIES = [
    e("A slow start to {course}", "teaching", """
{many} students for {course} on Monday and the {kit} would not initialise. I had [twenty|thirty] minutes in hand, which is exactly what it took.

What went well: I told the lecturer straight away and not at five to. What I would change: the start-up check is on my list for the morning, and it should be on the list for the evening before.

> If it matters at nine, test it at four.

Nobody in the class noticed anything, which is the job, though it would be nice if [somebody had noticed once|the job came with applause now and then]. I have moved the check and told the two colleagues who cover for me."""),
    e("What I learned from breaking it", "fault finding, honesty", """
I broke [a connector|a seal|a fitting] on the {kit} today. Entirely my fault: I was in a hurry and used force where it wanted a quarter turn.

I said so at once. I had expected a long face and got a spare part and a story about the time my manager did the same. It made me think about how we speak when *users* break things. They hide it, and that costs us a week.

Next time somebody comes to me with a broken part in their hand I will start with "thank you for telling me". I have also drawn the quarter turn on the label."""),
    e("Teaching {method} for the first time", "teaching, {method}", """
First session of my own on {method}, for [six|eight] {users}. I had slides. I dropped them after ten minutes because nobody was looking at them and everybody was looking at my hands.

Three things I noticed:

- people copy the small habits too, the bad ones included
- the quiet person had the best question, at the very end
- I say "just" before each step that is not easy

So: no slides, a camera on the bench, and no more *just*. I asked each of them to do one on their own before leaving. Two could not, and they are booked for next week."""),
    e("A difficult conversation about {hazard}", "safety, communication", """
Had to stop somebody senior today because of {hazard}. My heart was going. I said what I saw, what could follow, and what we needed to change before going on. It took two minutes, and they were fine about it.

I had written the sentence down beforehand. I think that it helped: *I am stopping this because… we can start again when…*

The next time will be easier. I also understand now why the students do not speak up, when it cost me so much and I work here. I will bring it to the next team meeting, without names."""),
    e("Numbers from the {kit} log", "data, instruments", """
Spent the quiet part of the week on a year of log entries for the {kit}. I had always thought that it breaks down on Mondays. It does not. It breaks down on the day after a long weekend, which is not the same thing.

The chart is rough, but my manager asked for a copy and [the maker's engineer wants to see it|it is now on the wall of {room}].

I would like to learn how to do this properly. There is a short course in the {term}. In the meantime I write the time as well as the date, because half of the rows are useless without it."""),
    e("Thinking about registration", "registration, RSciTech", """
Went to the drop-in about registration. I have been putting it off because "I only do what I do". The person running it asked me to describe last Tuesday. By the end she had ticked off nine of the competences.

What I need to do:

1. find evidence for working with others; I have plenty and never kept it
2. write in the first person, *I decided* and not *it was decided*
3. ask somebody to be my supporter

I have set aside Friday mornings until the end of the {term}. Writing this counts as the first one."""),
    e("Visit to {place}", "visits, networks", """
A day in {place} with people who run a room like ours. Same problems, other answers. Their users sign a card at the first visit and the card stays by the {kit}. You can see at a glance who has done what.

They were surprised that we calibrate ourselves. I was surprised that they let first years in at weekends.

I came back with a page of notes and will try **one** thing, because in other years I have come back with ten and done none. The one thing is the card. I will tell {group} on Thursday."""),
    e("When the fire alarm went", "safety, emergency", """
The alarm went in the middle of {method}. Not a drill. I knew what to do with the people. I did not know what to do with the bench: leave it, or make it safe first?

I made it safe, it took perhaps fifteen seconds, and then I stood outside wondering if that was right. I asked the fire officer afterwards. The answer is that we decide *beforehand* what may be left and what may not, and write it by the door.

We wrote it by the door. It is four lines long. I would like each room to have one."""),
    e("On asking for help", "reflection, teamwork", """
I spent [two days|most of three days] on a problem with the {kit} that a colleague in another building solved in ten minutes by telephone. She had met it in the spring.

I do not think the two days were wasted, because I understand the thing much better. But I was not trying to understand it. I was trying not to ask.

What would make me ask earlier? Knowing who. So I have started a list, what people are good at, and put myself on it for {method}. It is pinned up in the kitchen. Three names so far, then seven by Friday."""),
    e("Project student, week one", "supervision, mentoring", """
The project student started on Monday. Clever, careful, terrified. I remember it well.

I have tried to give one task a day that can be finished, and one that cannot. Today's was labelling (finished) and why the blank is not blank (not finished). They went home still talking about the blank.

My own aim for these six weeks is to answer a question with a question at least once a day. I managed it on Tuesday and Thursday. On Wednesday I simply told them, because I was tired. That is worth noticing too."""),
    e("Project student, last week", "supervision, mentoring", """
They gave their talk today, to {group} and to me. Eight minutes, no notes. In week one they could not look up from the bench.

Looking back over my entries for the six weeks, I helped too much in the beginning and a bit too little in week four, when nothing worked and they stopped asking. I took silence for independence.

*Next time:* a fixed ten minutes on Wednesdays in which they tell me what did not work. I asked them what had helped most and they said: seeing me get it wrong and not mind."""),
    e("Why I changed the induction", "training, induction", """
Our induction to {room} has been the same for years: forty minutes of me talking and a signature. I tested it. A week later I asked [five|six] people where the emergency stop is. Two knew.

So I turned it round. They come in, they find the emergency stop, they press it. Then they find the eyewash. I talk for ten minutes in all.

A month on, I asked again: everybody knew. I do not think it is cleverer than the old one. It is only that hands remember. I shall do the same for the out-of-hours talk."""),
    e("A good day", "reflection", """
Nothing went wrong. I write that down because this journal makes it look as if everything always does.

Set-up done by half past eight. {course} ran itself, because the sheet is now good enough. A repair before lunch. {group} brought cake for the help with {method}, and said what the help had been, which was better than the cake.

In the afternoon I read about {topic} for an hour without being called. I would like to have such an hour each week, and I have asked for Thursdays, two until three. It is in the shared calendar with my name on it."""),
    e("Reading about {topic}", "reading, {topic}", """
I have worked near {topic} for years and could not have explained it. I read a review (twice) and a chapter (once), and this is what I think it says.

- Most of what we do is right, for reasons other than those I give people
- One setting on the {kit} matters more than I knew
- Nobody agrees about the rest

I have changed how I explain it, and asked a lecturer whether I have it right. She said *mostly*, and lent me another book. What I enjoyed was the feeling of the pieces moving into place on the way home."""),
    e("Stock, again", "stock, resources", """
We ran out of {stuff} on the morning of {course}. I borrowed some from two floors up and it was fine. It should not depend on my knowing the right person.

I counted what we use: about [four|six|nine] a week in term and one out of it. The reorder level was a guess from before my time. There is a two-bin system now, and a card to hand in when you open the second bin.

It is dull, and it is the most useful thing I have done this month. I must remember that when I write my review: dull can be an improvement with a figure attached."""),
    e("The new starter", "training, teamwork", """
A new colleague this week. I tried to remember what nobody told me. Where to eat. Which door sticks. Who minds, and about what.

For the technical side, I am using the training record for the {kit}: watch, do together, do while I watch, do alone. They asked why we do step four, and I had no answer. We looked it up together and removed it.

A person who does not know our habits is worth a lot for about three weeks. I have asked for a list of everything that looks odd, before it stops looking odd."""),
    e("Out of my depth with {method}", "{method}, reflection", """
{group} asked for {method} at a level that I have not done. I said yes, and then lay awake.

This morning I went back and said: I can do the first part, I need help with the second, and here is who might help. They were not disappointed. They had assumed as much.

I have been thinking about why I say yes. It is partly kindness and partly wanting to look able. A clear *yes to this, not yet to that* would have looked more able. We have a plan with dates, and I am spending two days with somebody who knows."""),
    e("Saving energy in {room}", "sustainability", """
Put a meter on {room} for a week. The surprise was not the {kit}. It was everything around it: the fridge nobody owns, the computer that dreams all night, the lamp.

I switched off what has no owner and waited for complaints. One, on the third day, and fair: a timer would do for that.

The saving is not large against the whole building, and it would be easy to be discouraged. But {many} rooms like ours would be something. I have offered to show others how to do the week of metering; the meter is cheap and the sheet is one page."""),
    e("My appraisal", "appraisal, planning", """
Had my yearly review. For the first time I brought my record with me instead of trying to remember. It changed the talk: we spent five minutes on what I did and forty on what next.

Agreed:

- time for a course in the {term}
- I will run the session on {method} for the other site
- no more being the only person who can do the {kit}

I was also told that I am too ready to take on other people's urgent jobs. True. I have a sentence ready: *what shall I put down to do this?*"""),
    e("A complaint", "communication, service", """
Somebody complained that {room} was closed when the calendar said open. They were right. I had changed the plan and not the calendar.

I answered the same day: what happened, what I have changed, when they can come. I left out the three reasons that I thought were good. Reading it again now, they were not reasons. They were excuses.

The reply was kind. The calendar now takes its times from the rota, so that there is one place to change. It took an hour, less than the complaint did."""),
    e("Thoughts after a safety talk", "safety", """
The speaker this morning had been in an accident with {hazard}, in a place like ours. What stayed with me was not the injury, it was how ordinary the day had been until then.

I went round {room} at lunch looking for ordinary things. A stool where people run. A bottle on the wrong shelf because the right shelf is too high for half of us. I moved the shelf's contents down.

I want to keep the habit of walking round once a week, at a different time each week, with nothing else in my hands."""),
    e("Working with estates", "projects, communication", """
Three weeks to get a socket moved. I was cross, and then I sat next to the electrician at lunch. He has four hundred jobs, most of which say "urgent" and none of which say why.

So I rewrote mine: what stops if it is not done, when, and who can let him in. It was done on Thursday.

This is not about sockets. I send requests to stores, to IT, to finance, all saying "asap". From now on: what stops, when, who. I have put the three words on the wall above my screen."""),
    e("A day with finance", "finance, resources", """
I asked to sit with finance for a morning to find out why orders take so long. They were glad that somebody asked. Most of what I send goes back because of one missing code, which nobody ever told me about because each person corrects it by hand.

There is a sheet of codes. I have it now, and so do my colleagues.

I also learned what a *commitment* is, and why the money seems to be there when it is not. The person who explained it has never seen {room}. She is coming on Tuesday."""),
    e("The {kit} is back", "instruments", """
After [five|seven] weeks the {kit} is running again. I kept a diary of the repair and it makes odd reading: for the first three weeks we were sure that it was one thing.

What did we know, and when? On day two I had measured the value that in the end showed the fault. I wrote it down and did not believe it.

I do not want to be hard on myself. But *believe the measurement or show why not* is going on the inside of the cover. {group} have their time back, and I have learned more about the inside of this thing than in four years of its working."""),
    e("An idea from a student", "teaching, improvement", """
A first year asked why we do not simply turn the rack round. I opened my mouth to explain why not and found nothing there.

We turned it round. It saves everyone about four steps, {many} times a session.

I have passed that rack every working day for years. I do not think I am unobservant; I think that I stopped asking. The student has been told that it was their idea, and it says so on the sheet. I have started a line at the bottom of the practical sheet: *what would you change in this room?*"""),
    e("Getting ready for the audit", "quality, audit", """
Two weeks before the audit of {rule}. I went through the file as if I were the auditor. It is in better order than I feared, with one hole: we have the records of what we did and not of who was trained to do it at the time.

I can mend it for this year. I cannot mend it for last year, and I am going to say so and not tidy it into being.

I talked it over with my supervisor, who agreed. A gap that you show is a finding. A gap that you hide is something else."""),
    e("After the audit", "quality, audit", """
The auditor found the gap in the first hour, because I showed it to her. She wrote it down, thanked me, and spent the rest of the time on how the new record works. One minor finding, one good practice: the crib sheet beside the {kit}.

I had not slept well. Looking back, what was I afraid of? That somebody would see how it really is. But how it really is turned out to be *fairly good and getting better*.

Next time I will ask for a colleague to be audited with me, so that there are two who know."""),
    e("Half an hour of {method}, most days", "{method}, practice", """
I set out to practise {method} for half an hour a day for a fortnight. I managed nine days out of ten, mostly early, before anybody was in.

Days one to three: worse than before, because I was thinking about it. Days four to six: no change. On day seven it went well without my noticing, and on day eight I noticed and it went badly again.

The results are plotted in my notes. The spread is what got smaller, more than the average got better, and that is what {users} need: the same thing each time."""),
    e("Saying no", "reflection, service", """
Said no to {group} today. They wanted the weekend before the deadline, with {hazard} in the plan and nobody else in the building. I explained, offered the Friday until eight, and somebody to be there.

They took the Friday. I felt bad for an hour and then I did not.

My supervisor said something useful: that *no* with an alternative is a service, and *yes* without thinking is a risk that you hand to somebody else. I have written down the three things that make it a no, so that it does not depend on how I feel on the day."""),
    e("Notes from a webinar, and doubts", "webinar, {topic}", """
Webinar about {topic}. It promised a lot. The examples were lovely, and all of them were the maker's own samples.

I tried the main tip on our material this afternoon: no better, perhaps a little worse. I have written to ask what they used. It is possible that I did it wrong.

I log it anyway. It was expected to help and so far it has not, and that is worth knowing before {users} ask me about it. I will try once more with a fresh batch, and then leave it."""),
    e("Outreach in the rain", "outreach, volunteering", """
Science festival. A tent, a table, drizzle, and around {many} children an hour. I brought a small version of {method} and more tissues than I thought we could use.

Things children asked me: is it dangerous, can I touch it, do you get paid for this, why is it purple. Things their parents asked: what qualifications do you need, and is it too late.

I had a good answer for the second, because it is my own story. I was thirty-one. I think I did more for technicians in that tent than in a year of being busy."""),
    e("What I would tell myself last year", "reflection, planning", """
I read last year's entries before writing this. I was worried about three things and two of them never happened. The third did, and we managed.

What I would tell myself:

- keep the evidence when it happens; looking for it in December is awful
- the {kit} will be fine, the *calendar* is what breaks
- ask about {topic} sooner

And what I would like to be able to write next year: that somebody else can run {course}, that I have spoken in front of strangers, that I have used all of my leave."""),
    e("Moving {room}", "projects, planning", """
The move of {room} is done. Eleven days, one broken beaker, and a cable that nobody can place.

The plan held because we walked it, door by door, with a tape measure and the largest thing we own drawn on a piece of cardboard. The lift was forty millimetres too narrow. I will be telling that story for years.

What did not hold was people: I had not asked who was away. Two of the days had one pair of hands. Next time the rota comes before the route."""),
    e("An uncomfortable question about {method}", "{method}, quality", """
A new postdoc asked how we know that our {method} gives the right answer. I said, because it always has. I heard myself say it.

We do not know. We know that it gives the *same* answer. So this week I made a reference sample, ran it five times, and sent half to a laboratory in {place} to run it too.

Theirs came back within two per cent. I was relieved, and I have the figure now. It will be done twice a year, and the date is in the calendar. I thanked the postdoc. I did not say how annoyed I had been for about a day."""),
    e("Listening to a colleague", "wellbeing, teamwork", """
A colleague was not themselves this week. After the course in the spring I knew roughly what to do: ask, wait, do not mend. I asked. There was a long wait.

I will not write here what they said. What I can write is that I did not offer advice, which is hard for me, and that I knew where the next door was and walked there with them.

I have thought about how we plan the busy weeks of the {term}. There is nobody spare, and so nobody can have a bad week. That is a fault of the plan."""),
    e("A talk in front of strangers", "speaking, networks", """
Gave my talk to {network}. Fifteen minutes, {many} people, a microphone that I fought with and won.

I had practised to the wall, then to two colleagues, then to my family, who know more about {topic} now than they asked for. The colleagues' advice was the best: *cut the first three slides, start with the mess*.

I started with the mess. People laughed and then leaned forward. In the break somebody said that theirs is worse. We are swapping procedures. I would do it again, and I would not have believed that in January."""),
    e("Sorting old apparatus", "sustainability, heritage", """
Cleared the top cupboards in {room}. Three boxes to the museum store, two to a school, one to a skip, and one that I cannot part with.

There was a label in beautiful handwriting from long before my time: *Test before use. Then test again.* I do not know who it was. I have copied it and put it on the {kit}.

It made me think about what somebody will find of mine. I hope that they can read it, that it has a date on it, and that the advice is still good. I have started dating my labels."""),
    e("The booking argument", "service, systems", """
Two groups, one slot, both sure. They were both right, because the system let them.

I did not decide for them. I asked each what would be lost by moving. One would lose a day, the other a whole batch. They decided in a minute. I had been dreading a week of it.

Then I changed the system so that it cannot happen. I also added a box, *what is lost if this moves?* I expect people to write "everything" in it. We shall see. So far they have been honest."""),
    e("First aid, for real", "first aid, safety", """
A student fainted in {course}. I had done the refresher in the {term}, and it was all there: down, legs, air, talk. They were more embarrassed than hurt.

What I noticed afterwards was everybody else. Nobody knew what to do with themselves. I could have given people something to do: you open the window, you fetch water, you lot carry on with step five.

I have told the lecturer, and we have a line for it in the briefing. I also had a cup of tea, sitting down, as one is told to. My hands shook a bit after, not during."""),
    e("Learning to wait", "practice, {method}", """
{method} wants patience, and I do not have much. I have been trying to find something to do in the waiting that is not another job, because when I do another job I come back late.

I tried writing this in the waits. It works quite well. Each paragraph is about eight minutes.

So, eight minutes on why I rush: because there is a queue, because I like to be thanked, because sitting still looks like idleness. And eight minutes on what rushing costs: two repeats this month, at half a day each. The arithmetic is not kind to me."""),
    e("Changing my mind about {stuff}", "purchasing, evaluation", """
I was sure that the cheaper {stuff} would be useless. A colleague suggested a blind trial, with stickers over the labels. I agreed because I was going to be right.

I could not tell. Nor could [four|five] others. One person preferred the cheap one and gave reasons.

It saves a fair sum, which has gone to replace the stools. I am recording this mainly because of the feeling just before the stickers came off: I had already thought up why the result would not count. That is worth knowing about oneself."""),
    e("Halfway through the course", "course, qualification", """
Halfway through. Tuesday evenings, and an assignment every third weekend. I had not written an essay for [nine|fourteen] years, and the first came back with more red than black.

The second was better because I wrote about *our* {kit} and not about instruments in general. The tutor wrote: more like this.

Is it helping at work? In one way already: I plan what a session is for before I plan what happens in it. In another it does not help, as I am tired on Wednesdays. I have asked to move the early start, and the answer was yes at once. I could have asked in the autumn."""),
    e("Out of hours", "on call, reflection", """
My week with the phone. Four calls. Three could have waited until morning, and would have if the card by the door said what can wait.

The fourth was real: an alarm on the {kit} at ten at night. I talked security through it, and I could hear that they were frightened of touching anything. They did it perfectly.

I have rewritten the card. At the top: *what can wait*. And I went to thank the security officer in person, at the start of her shift. She would like to see the room in daylight. So would the rest of them, it turns out. We have fixed a date."""),
    e("A mistake in the sheet", "documentation, quality", """
There was a mistake in the sheet for {course}: a factor of ten, mine, in step six. Found by a student, after the first group had finished.

No harm came of it. The results were odd, and they had been told that results can be odd. That is what bothers me.

I corrected it, wrote to the first group to say what had been wrong, and asked for somebody else to try each new sheet before it is used. It took the colleague fifteen minutes to try it. She found two more, smaller. I am grateful, in a gloomy way."""),
    e("Thanked in a paper", "recognition, research", """
{group} sent the proofs. I am in the acknowledgements by name, and what I did is in the methods as I wrote it.

I was more pleased than I expected. I have worked on perhaps {many} projects and this is the third time that it says so anywhere. I do not think that people mean to leave us out. They forget by the time they write.

So the help request form now has a line at the bottom about credit, with the wording ready to copy. My supervisor took it to the working group. If a thing is easy, people do it."""),
    e("The quiet fortnight", "maintenance, planning", """
No teaching for two weeks. Last year I did what came up. This year I made a list in advance and sorted it: what only can be done now, what is better now, what is merely nice.

Done: the deep clean, the calibration, the filters, the inventory, two mornings of {topic}. Not done: the merely nice.

I noticed that the list filled itself with other people's wishes within an hour of my telling anyone about it. I took three of them off again. It is a skill, and I am a beginner at it."""),
    e("Feedback that stung", "feedback, reflection", """
The scored feedback on my assessment came back. Full marks for the practical part, and two out of five for the explanation. *You do it well; you have not said why.*

My first thought was rude. My second, on the bus, was that they are right. I do know why. I had not thought it worth writing, because it is obvious to me, and that is the whole trouble with how I teach as well.

I am writing that part again. One sentence of why for each step. It is slower, and by the fifth it becomes interesting, because for one step I have no sentence."""),
    e("Two ways of doing {method}", "{method}, peer learning", """
My colleague and I do {method} differently, and each of us has been quietly sure for years. Today we did it side by side and talked.

Hers is quicker. Mine is safer near the end, where {hazard} comes in. Neither of us knew why the other did the odd bit in the middle, and both odd bits turn out to be left over from a piece of equipment that went in a skip long ago.

We have written one method: her beginning, my end, no middle. We will both use it for a month and then look at the results."""),
    e("Committee work", "technician commitment", """
My first meeting of the working group. Nineteen people, two of them technicians. I said nothing for forty minutes and then one thing: that the plan had no dates.

It has dates now. I was rather surprised by how easy it was. People with more papers than I have were glad that somebody had said it.

I shall take the item on names in papers, as I have an example to show. I need to learn how to write a paper for a committee. Somebody has lent me one that worked: one page, the decision in the first line."""),
    e("Welsh in the workshop", "language, inclusion", """
One of the {users} asked for the safety card in Welsh. I have some Welsh, not enough for *lockout*. A colleague in the library and I did it together over two lunches.

What I had not expected was how much we had to change in the English. "Ensure that appropriate precautions are taken" cannot be translated because it does not say anything.

Both cards are now better. They hang next to each other by the {kit}. Someone has already asked for Polish, and has offered to help."""),
    e("A year of learning, counted", "planning, reflection", """
Counted my log for the year. It was nearly all work-based, a little reading, and hardly anything with other people. It is what I would have guessed and still a bit of a shock to see.

The register asks for a mix. I used to think that was a formality. But when I look at the four or five things that changed how I work, *all* of them came from somebody outside {room}.

Aims for next year: one visit, one talk, one thing that has nothing to do with work. I have written to {network} already, before I can think better of it."""),
    e("Trying to write shorter", "writing, documentation", """
I have cut the procedure for {method} from seven pages to two. The five that went were all true. They answered questions that nobody has when they are standing there with gloves on.

How I decided: I watched somebody use it. They turned pages with an elbow. They read the headings and the numbers, and nothing else.

So: headings that say what to do, numbers in bold, the reasons on the back for those who want them. I tested it on the same person. No elbow."""),
    e("Handing over", "handover, teamwork", """
Two weeks of leave from Friday. I used to leave a list. This time I asked my colleague to do each job once while I watched, and to write the list herself.

Her list is shorter than mine and has two things on it that I would have forgotten: the noise that the {kit} makes when it is *fine*, and where I hide the good scissors.

I notice that I find it hard to go. It is not that I think it will fall apart. It is a little that I think it will not."""),
    e("Back from leave", "handover, reflection", """
It did not fall apart. Two things were done better than I do them, and I have had to be grown-up about it.

I read two hundred e-mails in an hour by starting from the newest; most had solved themselves. I would like to remember that in July when I feel that I cannot be away.

One question from the handover that nobody could answer: why do we keep {stuff} in there? I could not answer it either. We have moved it. The good scissors have a hook now, in the open, with an outline drawn round them."""),
    e("Apprentice's first part", "apprentices, mentoring", """
The apprentice finished a first piece on their own today, from drawing to inspection. It is not quite to size, and it says so on the sheet, with the figure. I was prouder of the figure than of the part.

I asked what they would do differently. A very long silence, and then a good answer about the order of things. I nearly filled that silence.

For my own record: I gave four demonstrations this month and stopped one job. The stopping was the most useful lesson of the four, and they thanked me for it, later, when we were both less hot."""),
    e("A question about {rule}", "compliance, safety", """
Somebody asked why {rule} asks for a signature twice. I found out: there used to be two people. There is one person now, who signs twice.

It would be easy to drop it quietly. I asked instead, in writing, and got a proper answer in four days. One signature, and a real second check once a month by somebody else.

What I take from it is that rules have reasons and that reasons have dates. I would rather ask than either obey or ignore. It is slower, the first time."""),
    e("Learning to plot", "data, digital skills", """
I made my first chart with a script and not with a mouse. Three evenings, a good deal of bad language, and then it drew forty of them at once.

It shows the drift of the {kit} since the spring, plainly. I had a feeling about it, and a feeling does not get a service visit. The chart did.

What helped: a colleague who answered with a hint and not with the answer. What did not help: the internet, at eleven at night. I will do the next one in the mornings."""),
    e("Equipment for more bodies", "accessibility, inclusion", """
A student who uses a wheelchair is joining {course}. I went through the session seated, on an office chair, from the door to the sink.

I could not reach the {kit}'s switch, the paper towels or the emergency stop. I have worked here for years and thought of {room} as a good room.

The towels took a minute. The switch has an extension that I made from a bit of plastic. The stop needs an electrician, and it is booked for before the start of term, with *what stops if it is not done* written on the request. The student came to try it and told me two things I had missed."""),
    e("Who looks after the freezer", "stock, responsibility", """
An alarm on Sunday, from a freezer that belongs to nobody. It belongs to everybody, and so nobody has looked behind it since it came.

I sat down with {group} and two others and made a map of what is in it. A third is theirs, a third is someone's who left, a third has no label at all. We agreed a date, after which no label means no place.

It was not a popular meeting, and yet everybody stayed. I have a named owner for each shelf. I have learned that *shared* has to be followed by a list."""),
    e("What counts as development", "reflection, CPD", """
I nearly did not log today. I answered questions, mended a pump, showed someone {method}, argued (politely) with a supplier.

Then I looked at it the other way round: what do I know this evening that I did not know this morning? How that pump fails. Why the supplier's figure and ours differ. That my explanation of {topic} loses people at the second sentence.

That is three things. It is more than I learned on some courses. I have logged the pump, with a picture, because the next person will want it."""),
    three("The booking that nobody made", "booking, users", """
# What?

Two groups arrived at nine for the {kit}. One had booked it, the other had been told "it is usually free on Thursdays" by somebody who has left.

# So what?

The calendar is right and nobody looks at it. People ask each other, and what they are told is as old as whoever tells it. I noticed that I do the same with the cold room.

# Now what?

The next three days of the calendar hang on the door of {room} from Monday, printed each evening. In a month I will ask at the group meeting whether anybody has used it, and stop if nobody has."""),
    three("A label that was read the wrong way", "labelling, safety", """
# What?

A bottle on the {kit} bench said 0.1 and somebody took it for 1. The run was lost. Nobody was hurt, and it took us an hour to find out why the figures were ten times too small.

# So what?

The label was mine. It was correct, and it was no use: no unit, no name in full, a point that you could only see if you knew that it was there. Correct is not the same as clear.

# Now what?

Each bottle I make up has the name, the unit in words and the day. I have asked {group} to send me a photo of any label that made them stop and think."""),
    gibbs("The induction that went too fast", "teaching, induction", """
# Description

[Six|Seven] new {users} and one hour for {method}. I covered everything on the list.

# Feelings

Pleased at the end, because I had kept to time. Less so on Wednesday, when three of them came back with the same question.

# Evaluation

The list is complete and the order is good. What did not work: nobody but me touched the {kit}.

# Analysis

I took silence for understanding. They were new, they did not know each other, and the first one to ask would have looked slow.

# Conclusion

Half of the list could have been read beforehand, and the time spent with hands on the controls.

# Action plan

Next group: two pages to read, two people at a time, and each of them does one start-up while the other reads it out."""),
    gibbs("Saying no to a rushed job", "planning, communication", """
# Description

On Friday at three {group} asked for a run on the {kit} by Monday. I said no, and offered Tuesday.

# Feelings

Uncomfortable. I like to be the one who makes things possible.

# Evaluation

They were cross for ten minutes and had their data on Tuesday. Nothing else was moved for it.

# Analysis

I had the week on paper, so that I could show what would have to go. It was not me against them; it was their run against two others.

# Conclusion

The week on paper did the talking. I could have offered Tuesday first, before I said no.

# Action plan

Keep the page up to date, and begin with what I can do."""),
    star("How the {kit} came back in a day", "fault finding, example", """
# Situation

The {kit} stopped on the first day of {course}, with [twenty|thirty] students due the next morning.

# Task

Find out whether it could be mended in time, and have something for them to do if it could not.

# Action

I swapped the parts I could swap, one at a time, and wrote down each result. When the supply was left as the only suspect I borrowed one from {group}, with their agreement about when it goes back. I wrote a version of the session on recorded data, in case.

# Result

It ran at five that afternoon. All of the students had their session, and the recorded version is now what we use when somebody misses theirs. The supplier took the faulty unit back."""),
    star("A method that two groups could share", "methods, sharing, example", """
# Situation

Two groups did {method} in two ways, and neither trusted the figures of the other.

# Task

I was asked to find out which way was better. I thought that the question was a different one: do they differ at all?

# Action

I took [eight|ten] samples through both, in one week, by the same hands, and gave the results to both groups without saying which was which.

# Result

They could not tell them apart. There is one written method now, the shorter one, and it saves about [three|four] hours a week between them."""),
]
PROMPTS = [
    "What did you expect to happen, and what happened instead?",
    "What would you do differently next time, and what would you keep?",
    "Who benefited from this, and how do you know?",
    "What can you do now that you could not do a month ago?",
    "Which part took longer than it should have, and why?",
    "What did somebody else see that you had missed?",
    "What did you decide, and on what grounds?",
    "If this did not help, what would have helped more?",
    "What is the one thing a colleague should know before trying this?",
    "What evidence do you have already that you have not kept?",
]
