"""Does it work? Simulated learners follow several ways to study with equal minutes: bin/simulate.

What is assumed:

What there is to know. A topic has `studying.POINTS` key points at each of the levels 2 to 5. To read one for the first
time takes its part of the lesson's minutes at that level, times what is drawn for the learner: from a little less than
the app expects to nearly three times that. To go over one again takes the same few minutes whether it is recalled,
asked by a card or re-read; what was tried in vain is read again at once, which costs once more. What was never learned
is recalled with probability 0. Nothing carries over between topics, nothing gets easier by its prerequisites, nobody
tires: our plan gets no credit for its order.

What there is to be able to do. A topic has four skills: to derive, to work out problems, to implement, to speak. A
minute on one counts, for that skill, as a minute; for the others as `activities.py` says. A quarter of the levels'
minutes on a skill leaves 1/e of it to be learned. A third of the minutes of a problem or a derivation goes over key
points, more of a mock's or a rehearsal's, all of a recall's. Practice on what was never met teaches less, by the share
of the course's points that were not. A minute of reading adds between 5 and 30 % of a minute's practice, drawn for each
learner (worked examples teach). A skill fades with a half-life of about 30 days, which grows with each later day of
practice. A rating brings skills along, as it brings key points.

Who studies. Ratings, role, company, rounds, minutes a day, weekdays and the date are drawn; so are pace, the memory's
parameters, and how far self-ratings are right: some points below the rating are missing, some above it are there. What
is known beforehand was last met up to a month ago. Up to a quarter of the days are missed, the same for every strategy.

How memory works. Two models, neither of which is known to be right for this material:

- FSRS-6, with parameters drawn around its defaults. It forgets slowly, by a power law.
- A half-life: 2^(-days / half-life). A success multiplies it by 1 + growth × (1 - recall), so that spacing pays and a
  look right after the last one gives nothing. A failure keeps a part of it, never less than the first half-life.

In both, chance decides whether a point is still there when it is met; where not, it is learned anew. Re-reading has an
`effect` between 0.25 (the roadmap's "3-4x") and 1, drawn for each learner: a point that was only read, for the first
time or because it was forgotten, has that part of its strength until the learner tries to recall it, and a re-reading
adds that part of what a recall would. (Roediger and Karpicke, 2006: after a week 42 % recalled of what was re-read, 56
% of what was tested; as half-lives, two thirds.) "Same" sets 1 for everybody: re-reading counts like a recall.

What is compared:

- plan: core's plan, made anew on the day after each missed one from what is ticked. Its cards' minutes come first each
  day: what is due by the app's scheduler, then cards of points that were met or are believed known, then the least
  sure.
- list pushed back: the plan of the first day; after a missed day its list goes on where it stopped.
- interview unknown, another interview: made without the company and the rounds, or for others; asked by the true ones.
- no cards: those minutes belong to tasks, and to recalling every topic where no task needs them.
- recalls from day 3: no recall in the first two days after reading, however few days there are.
- spare recalls: no fifth for recalls, only what nothing else uses.
- no recalls: the minutes of recalls go on with reading the same topic, up to its target. recalls solve: with problems.
- passes on new: passes over cheat sheets begin with what is new to the learner. early: and come before all else.
- table: the roadmap's fixed table A, B or C, by total, stretched or squeezed to the same days. Every topic to its whole
  depth; half of a topic's minutes are read, half practiced. Checkpoints on days 3, 7, 14 and 21 after its reading.
- massed: one topic after another, read, then re-read until its twelfth of the minutes is gone.
- massed, same targets: what is new up to our plan's targets is read first, then all up to them is re-read; each topic
  has its minutes in proportion to what its gap takes by the rules.
- nothing: what is left on the interview day without studying.

The last four but for nothing, and those that change what our plan does with its minutes, have exactly its minutes on
its days; they know beforehand which days will be missed. Other plans have their own, shown as hours.

What is measured on the interview day. "asked": the probability of recalling a key point up to the targets, each topic
by its weight (planning §3). "worked": how far the skills have come, by the rounds' and the company's emphasis (planning
§4) and the same weights. "answered": asked × (1 + worked) / 2, topic by topic: half of an answer is what is recalled,
half is what is made of it. "met": the share of those points that was ever learned. "all": every level of every topic,
whoever asks. "wins": the share of learners with more "answered" under FSRS; a draw is no win. Intervals are mean ± 1.96
standard errors over learners, and differences are taken learner by learner. They tell about chance in drawing learners,
and nothing about the assumptions.
"""
