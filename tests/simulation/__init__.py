"""Does it work? Simulated learners follow several ways to study with equal minutes: bin/simulate.

What is assumed:

What there is to know. A topic has `studying.POINTS` key points at each of the levels 2 to 5. To read one for the first
time takes 45 % of its share of the level's minutes by the planning rules, times the learner's pace. To go over one
again takes the same few minutes whether it is recalled or re-read; what was tried in vain is read again at once, which
costs once more. What was never learned is recalled with probability 0. Nothing carries over between topics, nothing
gets easier by its prerequisites, no day is missed, nobody tires: our plan gets no credit for its order. The interviewer
asks for key points; whether they make a good answer is outside this, and so is all that problems teach beyond recall.

Who studies. Ratings, role, company, rounds, minutes a day, weekdays and the date are drawn; so are pace, the memory's
parameters, and how far self-ratings are right: some points below the rating are missing, some above it are there. What
is known beforehand was last met up to a month ago.

How memory works. Two models, neither of which is known to be right for this material:

- FSRS, as fsrs 6.3.2 computes it, with parameters drawn around its defaults. It forgets slowly, by a power law.
- A half-life: 2^(-days / half-life). A success multiplies it by 1 + growth × (1 - recall), so that spacing pays and a
  look right after the last one gives nothing. A failure keeps a part of it, never less than the first half-life.

In both, chance decides whether a point is still there when it is met; where not, it is learned anew. Re-reading has an
`effect` between 0.25 (the roadmap's "3-4x") and 1, drawn for each learner: a point that was only read has that part of
its first strength until the learner tries to recall it, and a re-reading adds that part of what a recall would.
(Roediger and Karpicke, 2006: after a week 42 % recalled of what was re-read, 56 % of what was tested; as half-lives,
two thirds.)
"Re-reading counts the same" sets 1 for everybody.

What is compared:

- plan: core's plan as built on the first day, its tasks only. Flashcards share the day's minutes in the app; here they
  would have to push tasks out by some rule of this simulation, so there are none. It is never planned anew.
- table: the roadmap's fixed table A, B or C, by total, stretched or squeezed to the same days. Every topic to its whole
  depth; half of a topic's minutes are read, half practiced. Checkpoints on days 3, 7, 14 and 21 after its reading.
- massed: one topic after another, read, then re-read until its twelfth of the minutes is gone.
- plan, no recalls: our plan, but the minutes of its checkpoints go on with reading the same topic.
- nothing: what is left on the interview day without studying.

All of them have the minutes of our plan on the days of our plan, whatever it leaves idle, and the same chance.

What is measured: the probability of recalling a key point on the interview day. "asked": points up to the targets, each
topic by its weight; "even": the same points, topics alike; "all": every level of every topic, whoever asks. Intervals
are mean ± 1.96 standard errors over learners, and differences are taken learner by learner. They tell about chance in
drawing learners, and nothing about the assumptions.
"""
