"""Template tags and filters that every app may use (built in: no ``{% load %}`` needed)."""

from django import template

register = template.Library()
