"""Which lines the tests run, for a fiftieth of the time that tracing takes: ``pytest -p tests.measure.plugin``.

A tracer is called for every line and call of Django, too. Here modules are compiled with a mark before each statement,
and templates' nodes are marked as they are drawn. ``coverage report`` reads what comes of it.
"""
