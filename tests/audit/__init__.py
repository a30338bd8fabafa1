"""Slow checks of our own, which ``bin/audit`` runs at length and the tests run for a moment."""
