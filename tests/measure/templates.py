"""Templates whose nodes are marked as they are drawn."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from django.template.base import Node, TextNode, Token
from django.template.context import Context
from django.templatetags.i18n import BlockTranslateNode

drawn: set[Node] = set()


def mark_templates() -> None:
    """From here on, note the nodes that are drawn."""
    draw = Node.render_annotated

    def draw_marked(self: Node, context: Context) -> int | str:
        drawn.add(self)
        return draw(self, context)

    def draw_marked_text(self: TextNode, context: Context) -> str:
        drawn.add(self)
        return self.s

    Node.render_annotated = draw_marked  # type: ignore[method-assign]
    TextNode.render_annotated = draw_marked_text  # type: ignore[method-assign, assignment]


def lines_drawn(folder: Path) -> dict[str, set[int]]:
    """File → the lines of its nodes that were drawn, for templates below ``folder``."""
    lines: defaultdict[str, set[int]] = defaultdict(set)
    for node in drawn:
        if node.token and node.origin and node.origin.name.startswith(f"{folder}/"):
            last = (node.plural or node.singular)[-1] if isinstance(node, BlockTranslateNode) else node.token
            lines[node.origin.name].update(range(_line(node.token), _line(last) + last.contents.count("\n") + 1))
    return lines


def _line(token: Token) -> int:
    return token.lineno or 0
