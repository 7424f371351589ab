"""What belongs to somebody, or hangs on something of theirs, and is in no record; each with the reason.

A test holds the list against every model there is: whoever adds one carries it in `listed`, or says here why not.
"""

LEFT_OUT: dict[str, str] = {
    # how the account works, here
    "people.User_groups": "a right of the account at this institution",
    "people.User_user_permissions": "a right of the account at this institution",
    "people.ApiToken": "a key that lets a program in",
    "people.EmailChange": "the way an address was changed; the address itself is in the profile",
    "notices.Notice": "tells of what the record says itself",
    "notices.Letter": "keys of mails to people without an account",
    "notices.CalendarFeed": "the secret address of a calendar",
    # between an act and its undoing
    "activities.ImportUpload": "a spreadsheet on its way into the log; what came in is among the activities",
    "activities.ImportMapping": "how columns of a spreadsheet were read the last time",
    "evidence.Upload": "a file on its way in; what arrived is among the evidence",
    "evidence.UploadPart": "a file on its way in; what arrived is among the evidence",
    "evidence.LibraryChange": "memory of an act that can be undone for thirty days",
    "activities.Change": "memory of an act that can be undone for thirty days",
    "activities.ChangedActivity": "memory of an act that can be undone for thirty days",
    # the institution's, whoever made it
    "assessments.Template": "the institution's library",
    "assessments.Template_shared_with": "the institution's library",
    "assessments.TemplateVersion": "the institution's library; work that was set holds its own copy",
    "assessments.Criterion": "the institution's library; work that was set holds its own copy",
    "moderation.CalibrationSet": "the institution's training of its scorers",
    "moderation.Exemplar": "the institution's training of its scorers",
    "moderation.Rating": "the institution's training of its scorers",
    "moderation.Share": "how a trainer checks scoring",
    "moderation.Share_markers": "how a trainer checks scoring",
    "cohorts.Cohort": "the institution's; a membership is told by its name",
    "cohorts.Cohort_trainers": "who runs a cohort",
    "cohorts.JoinRule": "the institution's",
    "cohorts.BulkAct": "what a trainer did to a cohort",
    "cohorts.CohortItem": "the institution's",
    "cohorts.CohortAssignment": "to which item of a cohort an assessment belongs; the assessment is carried",
    "cohorts.CohortTask": "to which item of a cohort a task belongs; the task is carried",
    "cohorts.Programme": "the institution's",
    "cohorts.ProgrammeItem": "the institution's",
    "authorisations.Technique": "the institution's; an authorisation is told by its name",
    "registers.OwnPack": "the institution's own rules",
    "registers.SigningKey": "the institution's; what it signed carries its certificate",
    "registers.Renumbering": "how codes were carried to a new edition; what they are now is carried",
    "registers.RenumberedMapping": "how codes were carried to a new edition; what they are now is carried",
    "journals.ReflectionPrompt": "the institution's list of questions",
    "people.Unit": "the institution's; the profile names it",
    "people.JobTitle": "the institution's; the profile names it",
    "moving.CategoryMap": "what the old system's categories mean here",
    "portfolios.WebfolioShelf": "where the pages stand",
    # other people's
    "assessments.Scorer": "a scorer's private notes",
    "moderation.SecondMark": "a second marker's, until the trainer makes it part of the work",
    "sharing.Comment_mentioned": "whom a comment was meant for: other people's notices",
    "audits.Draw": "a registrar's sample",
    "audits.DrawnPack": "a registrar's sample",
    "audits.Letter": "keys of mails to an assessor",
    # about records themselves
    "moving.Brought": "which place of the old system a thing came from, so that it comes once",
    "moving.Archive": "an archive holds no archives",
    "moving.Proof": "tells of an archive",
    "moving.Remembered": "told as part of the kinds that it belongs to",
}  # fmt: skip
