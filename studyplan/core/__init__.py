"""The pure heart: ratings, a goal and a start date go in; a plan comes out.

Standard library only. No framework, no clock, no randomness, no sentences: what the user will read is
codes with parameters (`codes.py`), and every number of the planning rules arrives as data (`model.Policy`).

`planning.build.build` is the entry point; `scoring.score` answers the questions that come before a plan.
"""
