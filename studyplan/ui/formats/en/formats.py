"""How dates are written in English, by name: templates and sentences use these names and no format of their own.

``…_DATE`` says the year, ``…_DAY`` does not; ``LONG_…`` and ``SHORT_…`` begin with the weekday.
"""

LONG_DATE = "l, F j, Y"  # Thursday, December 3, 2026
LONG_DAY = "l, F j"
SHORT_DATE = "D, M j, Y"  # Thu, Dec 3, 2026
SHORT_DAY = "D, M j"
MONTH_DATE = "F j, Y"  # December 3, 2026
MONTH_DAY = "F j"
ABBR_DATE = "M j, Y"  # Dec 3, 2026
ABBR_DAY = "M j"
LONG_DAY_TIME = "l, F j, g:i A"
MONTH_DAY_TIME = "F j, g:i A"
TIME_OF_DAY = "g:i A"  # 2:05 PM
