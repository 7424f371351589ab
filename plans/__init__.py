"""The development plan: a period with goals, the activities planned and done for each, and the evaluation against it.

Owns:    Plan (an item of its owner's webfolio), Goal, Link (a goal and an activity that works towards it).
Imports: lib, people, notices (the calendar), sharing (the shape of an item), activities (what was planned and done,
         competences by name).
Offers:  `actions` (save_plan, save_goal, link_activity, carry_over, finish_evaluation …), `queries.texts_for(owner,
         period)` -> {plan, evaluation}, `queries.outlines_for(owner_ids)` for those who judge many, `panels`.
URLs:    `/plan/…`; a plan and a goal are addressed by their uid.
Permissions: `plans.keep` (technicians), `.read_plan` (the owner, and whom the plan's audience lets in), `.write_plan`
         (the owner). An evaluation opens to others when it is finished; activities keep audiences of their own.
"""
