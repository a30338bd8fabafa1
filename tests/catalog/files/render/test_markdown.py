import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyplan.catalog.files.render import math
from studyplan.catalog.files.render.markdown import (
    RenderError,
    has_math,
    plain_text,
    render_block,
    render_inline,
    render_tex,
)

ROOT = Path(__file__).resolve().parents[4]

FORMULAS = {
    "bias and variance": r"""\begin{aligned}
        \mathbb{E}_{\mathcal{D},\varepsilon}\bigl[(y-\hat f(x))^2\bigr]
        &= \mathbb{E}\bigl[(f(x)+\varepsilon-\hat f(x))^2\bigr] + 2\,\cancel{\mathbb{E}[\varepsilon(f-\hat f)]} \\
        &= \underbrace{\bigl(f(x)-\mathbb{E}[\hat f(x)]\bigr)^2}_{\text{bias}^2}
         + \underbrace{\operatorname{Var}[\hat f(x)]}_{\text{variance}} + \underbrace{\sigma^2}_{\text{noise}}
        \end{aligned}""",
    "softmax gradient": r"p_k = \frac{e^{z_k}}{\sum_{j} e^{z_j}}, \qquad \frac{\partial L}{\partial z_i}"
    r" = -\sum_{k=1}^{K} y_k \frac{\partial \log p_k}{\partial z_i} = p_i - y_i",
    "adam": r"""\begin{aligned}
        m_t &= \beta_1 m_{t-1} + (1-\beta_1) g_t, & v_t &= \beta_2 v_{t-1} + (1-\beta_2) g_t^2, \\
        \theta_t &= \theta_{t-1} - \eta\,\frac{\hat m_t}{\sqrt{\hat v_t}+\epsilon} \end{aligned}""",
    "lasso": r"""\hat\beta \in \operatorname*{argmin}_{\beta\in\mathbb{R}^p} \tfrac{1}{2n}\lVert y - X\beta\rVert_2^2
        + \lambda\lVert\beta\rVert_1 \iff \frac1n x_j^\top (y - X\hat\beta) = \lambda s_j, \quad s_j \in
        \begin{cases} \{\operatorname{sign}(\hat\beta_j)\} & \text{if } \hat\beta_j \neq 0, \\
        [-1, 1] & \text{if } \hat\beta_j = 0. \end{cases}""",
    "pca": r"\mathcal{L}(w, \lambda) = w^\top S w - \lambda\,(w^\top w - 1) \;\Rightarrow\; Sw = \lambda w",
    "posterior": r"""p(\mathbf{w}\mid \mathbf{X},\mathbf{y}) = \mathcal{N}(\mathbf{w}\mid \boldsymbol{\mu}_N,
        \boldsymbol{\Sigma}_N), \quad \boldsymbol{\Sigma}_N^{-1} = \tfrac{1}{\tau^2}\mathbf{I}
        + \tfrac{1}{\sigma^2}\mathbf{X}^\top\mathbf{X}""",
    "elbo": r"\log p_\theta(x) \geq \mathbb{E}_{q_\phi(z\mid x)}\left[\log p_\theta(x\mid z)\right]"
    r" - D_{\mathrm{KL}}\bigl(q_\phi(z\mid x)\,\|\,p(z)\bigr)",
    "xgboost": r"w_j^* = -\frac{G_j}{H_j+\lambda}, \quad \text{Gain} = \frac12\left[\frac{G_L^2}{H_L+\lambda}"
    r" + \frac{G_R^2}{H_R+\lambda} - \frac{(G_L+G_R)^2}{H_L+H_R+\lambda}\right] - \gamma",
    "infonce": r"\mathcal{L} = -\frac1N\sum_{i=1}^N \log\frac{\exp(\operatorname{sim}(z_i, z_i^+)/\tau)}"
    r"{\sum_{j=1}^N \exp(\operatorname{sim}(z_i, z_j)/\tau)}",
    "dpo": r"-\,\mathbb{E}_{(x,y_w,y_l)\sim\mathcal{D}}\left[\log\sigma\left(\beta\log"
    r"\frac{\pi_\theta(y_w\mid x)}{\pi_{\text{ref}}(y_w\mid x)} - \beta\log"
    r"\frac{\pi_\theta(y_l\mid x)}{\pi_{\text{ref}}(y_l\mid x)}\right)\right]",
    "precision": r"\frac{\pi\,\text{TPR}}{\pi\,\text{TPR} + (1-\pi)\,\text{FPR}} \approx 1.8\,\%",
    "matrices": r"\begin{bmatrix} a & b \\ c & d \end{bmatrix} \begin{pmatrix} 1 \\ 0 \end{pmatrix}"
    r" \begin{array}{c|cc} & + & - \\ \hline + & TP & FN \end{array} \left.\frac{\partial f}{\partial x}\right|_{x=0}",
    "sundry": r"\sum_{\substack{i=1\\ i\neq j}}^n \prod_i \int_0^\infty e^{-x}\,dx, \mathbb{1}\{x>0\}, \boxed{a=b},"
    r" X \perp\!\!\!\perp Y, \sqrt[3]{x}, \widehat{\operatorname{Var}}, \overline{AB}, f''(x), \binom{n}{k},"
    r" \overset{\text{iid}}{\sim}, \lfloor x \rfloor, \vec{v}, \bar x, \tilde y, \dot z, x^\star",
}


def texts(tag: str, mathml: str) -> list[str]:
    return ["".join(node.itertext()) for node in ElementTree.fromstring(mathml).iter(tag)]


def shape(tex: str, *, display: bool = False) -> str:
    """The elements of a formula without attributes: x^2 is `msup(mi mn)`."""

    def walk(node: ElementTree.Element) -> str:
        inner = " ".join(map(walk, node))
        return f"{node.tag}({inner})" if inner else node.tag

    return walk(ElementTree.fromstring(render_tex(tex, display))).removeprefix("math(").removesuffix(")")


@pytest.mark.parametrize("name", FORMULAS)
@pytest.mark.parametrize("display", [True, False])
def test_formula_renders_clean(name: str, display: bool) -> None:
    mathml = render_tex(FORMULAS[name], display)
    tree = ElementTree.fromstring(mathml)
    assert tree.get("display") == ("block" if display else None)
    for node in tree.iter():
        assert node.tag in math.MATHML_ELEMENTS
        assert "style" not in node.attrib
        assert node.tag in ("math", "mstyle", "mtable") or "displaystyle" not in node.attrib
        assert len(node) == math.ARITY.get(node.tag, len(node))
    assert render_tex(FORMULAS[name], display) == mathml
    assert "\n" not in math.tex_to_text(FORMULAS[name])


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\frac{a}{b}", "mrow(mfrac(mi mi))"),
        (r"x_i^2", "mrow(msubsup(mi mi mn))"),
        (r"\hat y", "mrow(mover(mi mo))"),
        (r"\sqrt[3]{8}", "mrow(mroot(mn mn))"),
        (r"\widehat{\operatorname{Var}}", "mrow(mover(mrow(mi mo) mo))"),
    ],
)
def test_structure_inline(tex: str, expected: str) -> None:
    assert shape(tex) == expected


def test_structure_display() -> None:
    assert shape(r"\sum_{i=1}^n x", display=True) == "mrow(mrow(munderover(mo mrow(mi mo mn) mi)) mi)"
    assert shape(r"\operatorname*{argmin}_w f", display=True).startswith("mrow(munder(mi mi)")
    assert "mtable(mtr(mtd" in shape(r"\begin{cases}1&x\\0&y\end{cases}", display=True)


def test_alphabets() -> None:
    mathml = render_tex(r"\mathbf{x} \mathcal{L} \mathbb{E} \boldsymbol{\theta} \mathrm{KL} x", False)
    assert texts("mi", mathml) == ["𝐱", "ℒ", "𝔼", "𝜽", "KL", "x"]


def test_a_fraction_of_two_functions_has_two_parts() -> None:
    formula = ElementTree.fromstring(render_tex(r"\frac{\operatorname{Cov}(x,y)}{\operatorname{Var}(x)}", True))
    (fraction,) = formula.iter("mfrac")
    assert [part.tag for part in fraction] == ["mrow", "mrow"]


def test_a_function_has_a_thin_space_before_it() -> None:
    for tex in (r"y_k \log p", r"(1-y)\log p", r"\frac12 \log p", r"y \log p"):
        assert re.search(r"<mspace width=\"0.1667em\"></mspace>(<mrow>)?<mi>log", render_tex(tex, True)), tex
    for tex in (r"-\log p", r"\sum_i \log p", r"= \log p"):
        assert not re.search(r"</mspace>(<mrow>)?<mi>log", render_tex(tex, True)), tex


def test_inline_formula_may_wrap_outside_brackets_only() -> None:
    assert shape("a=b+c") == "mrow(mi mo) mrow(mi mo) mrow(mi)"
    assert len(ElementTree.fromstring(render_tex(r"\big[(a-b)^2 + 1\big] = c", False))) == 2
    assert shape("-x") == "mrow(mo mi)"
    assert len(ElementTree.fromstring(render_tex("a=b+c", True))) == 1


@pytest.mark.parametrize(
    "tex",
    [
        r"\href{javascript:alert(1)}{x}", r"\url{x}", r"\includegraphics{x.png}", r"\class{a}{b}", r"\id{a}{b}",
        r"\htmlId{a}{b}", r"\style{color:red}{x}", r"\htmlStyle{color:red}{x}", r"\data{a=b}{x}",
        r"\color{red} x", r"\colorbox{red}{x}", r"\rule{1em}{1em}", r"\kern-3em x", r"\raisebox{2pt}{x}",
        r"\begin{align} x \end{align}", r"x \tag{1}", r"x \label{a}", r"\ref{a}",
        r"\frac{1", r"\nosuchcommand", r"\def\x{\x\x}\x", "a & b", "x^^", "", "  ",
        "{" * 5000, r"\sqrt{" * 3000 + "}" * 3000, "\x01",
    ],
)  # fmt: skip
def test_refused(tex: str) -> None:
    with pytest.raises(RenderError):
        render_tex(tex, True)


def test_text_in_a_formula_is_escaped() -> None:
    mathml = render_tex(r"\text{<script>alert(1)</script>} < b", False)
    assert "<script" not in mathml
    assert "&lt;script&gt;" in mathml


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("$\\foo$", 1),
        ("# ok\n\nfirst\nsecond\nthird $\\foo$", 5),
        ("a\n\n$$\nx +\n\\foo\n$$\n", 5),
        ("a\n$$ \\frac{1 $$\n", 2),
        ("- a\n- b\n\n  > $$\n  > x\n  > \\foo\n  > $$\n", 6),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | $\\foo$ |\n", 4),
        ("| a | b |\n|---|---|\n| 1 | $p(x|y)$ |\n", 3),
        ("a\n\n$$\nx\n\n$$\n", 3),
        ("a\n\n$$ x $$ where x\n", 3),
        ("a\nb $$x$$ c", 2),
        ("a\nb $x is not closed", 2),
        ("a\n\nsee ![figure](a.png)", 3),
    ],
)
def test_error_names_the_line(source: str, line: int) -> None:
    for render in (render_block, plain_text):
        with pytest.raises(RenderError) as caught:
            render(source)
        assert caught.value.line == line
        assert str(caught.value).startswith(f"line {line}: ")
        assert "\u0332" not in caught.value.message


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("$500 and $600", "$500 and $600"),
        ("from $5 to $10", "from $5 to $10"),
        ("$5–$10 a month", "$5–$10 a month"),
        (r"\$x and \$y", "$x and $y"),
        ("costs $20.", "costs $20."),
        ("`$x$` for $5", "<code>$x$</code> for $5"),
        ("$3 or `echo $HOME`", "$3 or <code>echo $HOME</code>"),
    ],
)
def test_money_is_not_math(source: str, expected: str) -> None:
    assert render_inline(source) == expected


def test_money_beside_math() -> None:
    html = render_inline("pay $500 for $x_1$ and $2y$")
    assert html.startswith("pay $500 for <math>")
    assert html.count("<math") == 2


def test_code_keeps_its_dollars() -> None:
    html = render_block("```sh\necho $HOME $$ $x$\n```\n\n    $$ indented $$\n\n`$$`\n")
    assert not has_math(html)
    assert '<pre tabindex="0"><code class="language-sh">echo $HOME $$ $x$' in html
    assert "<code>$$ indented $$" in html
    assert "<code>$$</code>" in html


def test_display_math_is_a_box_that_the_keyboard_can_scroll() -> None:
    html = render_block("Text\n$$\nx\n$$\nmore\n\n- item\n  $$ y $$\n")
    assert html.count('<div class="math-display" role="group" aria-label="Formula" tabindex="0"><math') == 2
    assert html.startswith("<p>Text</p>\n<div")
    assert "<p>more</p>" in html


def test_table() -> None:
    html = render_block("| term | value |\n|:-----|------:|\n| $p(x\\mid y)$ | *2* |\n")
    assert '<div class="table-scroll" role="group" aria-label="Table" tabindex="0"><table>' in html
    assert '<th class="align-left">term</th>' in html
    assert '<td class="align-right"><em>2</em></td>' in html


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#115;cript:alert(1)", "data:text/html,x", "vbscript:x"]
)
def test_unsafe_links_are_no_links(url: str) -> None:
    for source in (f"[x]({url})", f"[x][r]\n\n[r]: {url}", f"<{url}>"):
        assert "href" not in render_block(source)


def test_safe_links_and_raw_html() -> None:
    assert render_inline("[a](https://a.org/?b=1&c=2)") == '<a href="https://a.org/?b=1&amp;c=2">a</a>'
    assert render_inline("[a](../b/) [c](#d)") == '<a href="../b/">a</a> <a href="#d">c</a>'
    html = render_block("<script>alert(1)</script>\n\na <img src=x onerror=alert(1)> <b>b</b>\n")
    assert "<script" not in html
    assert "<img" not in html
    assert "<b>" not in html


def test_inline_is_one_paragraph() -> None:
    assert render_inline("a *b*\nc\n") == "a <em>b</em>\nc"
    for source in ("a\n\nb", "$$x$$"):
        with pytest.raises(RenderError):
            render_inline(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# Head\n\nA *b* [c](https://d.e) `f`", "Head\nA b c f"),
        ("- a\n- b\n\n1. c\n", "- a\n- b\n1. c"),
        (r"$\hat m_t = \frac{m_t}{1-\beta_1^t}$", "m̂_t = m_t/(1 − β_1^t)"),
        (r"$\mathbb{E}[(y-\hat f)^2]$", "E[(y − f̂)^2]"),
        (r"$-\frac{G}{H+\lambda}$ is", "−G/(H + λ) is"),
        (r"$\sum_{i=1}^n y_i \log p_i$", "∑_(i = 1)^n y_i log p_i"),
        (r"$p(x\mid\mathbf{w})$, $f'(x)$", "p(x | w), f′(x)"),
        ("$$\n\\begin{cases}1&x>0\\\\0&\\text{else}\\end{cases}\n$$", "{1 x > 0; 0 else"),
        (r"$\underbrace{a+b}_{\text{bias}}$", "(a + b)_bias"),
        ("it costs $500", "it costs $500"),
    ],
)
def test_plain_text(source: str, expected: str) -> None:
    assert plain_text(source) == expected


def test_has_math() -> None:
    assert has_math(render_block("$x$"))
    assert not has_math(render_block("costs $5, `<math>`\n\n```\n<math>\n```\n\n<math>"))


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


ALLOWED = math.MATHML_ELEMENTS | {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "hr", "br", "em", "strong", "a",
    "code", "pre", "div", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
SNIPPETS = st.sampled_from(
    [
        "$", "$$", "\n", "\n\n", "$x$", "\\$", "`", "```\n", "<script>", "<img onerror=x>", "](javascript:x)", "[a",
        "| a | b |\n|:-|-:|\n| c |", "\\frac", "{", "}", "\\text{<b>}", "- ", "> ", "    ", "&lt;", "*", "_", "<x:y>",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(SNIPPETS, st.text(max_size=6)), max_size=12).map("".join))
def test_any_source_gives_safe_html_or_an_error_with_its_line(source: str) -> None:
    html, line = "", 1
    try:
        html = render_block(source)
        plain_text(source)
    except RenderError as error:
        line = error.line
    assert 1 <= line <= len(re.split(r"\r\n|\r|\n", source))
    tags = Tags()
    tags.feed(html)
    for tag, attributes in tags.seen:
        assert tag in ALLOWED
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        assert not re.match(r"\s*(javascript|data|vbscript):", attributes.get("href") or "", re.IGNORECASE)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="xyab01+-=_^{}\\ &()|'<>\"", max_size=25))
def test_any_tex_gives_mathml_or_an_error(tex: str) -> None:
    try:
        mathml = render_tex(tex, True)
    except RenderError:
        return
    assert ElementTree.fromstring(mathml).tag == "math"
    math.tex_to_text(tex)


def test_threads_have_an_engine_each() -> None:
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(lambda _: render_tex(r"\frac{a}{b}", True), range(40)))) == 1


def test_every_class_has_a_rule() -> None:
    css = (ROOT / "static/css/math.css").read_text()
    names = math.TEMML_CLASSES | set(math.STYLE_CLASSES.values()) - {""}
    assert [name for name in sorted(names) if not re.search(rf"\.{name}\b(?!-)", css)] == []


def characters(ranges: str) -> set[int]:
    """Those of CSS's ``unicode-range``, which is what fonttools takes, too."""
    found = set()
    for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges):
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


def test_the_math_font_comes_in_two_files_as_its_recipe_says() -> None:
    """Formulas of today need the small one; a character is given to one file, and to that which holds it."""
    faces = re.findall(
        r"fonts/([\w-]+)\.woff2.*?unicode-range:(.*?);", (ROOT / "static/css/math.css").read_text(), re.DOTALL
    )
    recipe = (ROOT / "static/fonts/README.md").read_text()
    cuts = re.findall(r'^cut_font ([\w-]+) "(.*?)"', recipe, re.DOTALL | re.MULTILINE)
    assert [name for name, _ranges in faces] == ["stix-two-math", "stix-two-math-rare"]
    assert [(name, characters(ranges)) for name, ranges in faces] == [
        (name, characters(ranges)) for name, ranges in cuts
    ]
    usual, rare = (characters(ranges) for _name, ranges in faces)
    assert not usual & rare
    html = render_inline(r"$\hat{\theta} \in \mathbb{R}^n, \mathbf{x} \sim \mathcal{N}(0, \sigma^2), \sum_i x_i \le 1$")
    assert {ord(letter) for letter in re.sub(r"<[^>]*>", "", html)} <= usual
    for name, kilobytes in (("stix-two-math", 60), ("stix-two-math-rare", 60)):
        assert (ROOT / f"static/fonts/{name}.woff2").stat().st_size < kilobytes * 1000


def test_vendored_temml_is_what_its_readme_says() -> None:
    readme = math.TEMML.with_name("README").read_text()
    assert hashlib.sha256(math.TEMML.read_bytes()).hexdigest() in readme
