"""Holds the pages to what they promise: links that lead somewhere, short paragraphs, short lines. Needs Python alone."""

import re
import sys
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_LINE = 120
LONGEST_PARAGRAPH = 6
LONGEST_README = 170
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
OUTSIDE = re.compile(r"[a-z]+:")


def pages():
    """Every page of the repository, but for what is built, made or installed."""
    away = {"target", "tidemark-data", "node_modules", ".git"}
    return sorted(p for p in ROOT.rglob("*.md") if not away & set(p.relative_to(ROOT).parts))


def prose(text):
    """Lines with their numbers, without blocks of code."""
    fence = False
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip().startswith("```"):
            fence = not fence
            yield number, ""
        elif not fence:
            yield number, line


def anchors(page, known={}):
    """The anchors of a page's headings, as GitHub and MkDocs make them of plain words."""
    if page not in known:
        known[page] = set()
        for _, line in prose(page.read_text("utf-8")):
            if line.startswith("#"):
                title = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line.lstrip("#").strip()).replace("`", "")
                title = unicodedata.normalize("NFKD", title).lower()
                known[page].add(re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", title)))
    return known[page]


def link_problems(page, number, line):
    for target in LINK.findall(re.sub(r"`[^`]*`", "", line)):
        if OUTSIDE.match(target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists():
            yield number, f"there is no {target}"
        elif anchor and there.suffix == ".md" and anchor not in anchors(there):
            yield number, f"{path or 'this page'} has no heading #{anchor}"


def length_problems(lines):
    paragraph = 0
    for number, line in lines:
        stripped = line.strip()
        if not stripped or re.match(r"([-*#>|<]|\d+\. )", stripped):
            paragraph = 0
        if stripped and not re.match(r"[#|<!]", stripped):
            paragraph += 1
            if paragraph == LONGEST_PARAGRAPH + 1:
                yield number, f"the paragraph has more than {LONGEST_PARAGRAPH} lines"
            if len(line) > LONGEST_LINE and " " in stripped[: LONGEST_LINE - 10]:
                yield number, f"the line has {len(line)} characters, more than {LONGEST_LINE}"


def problems(page):
    lines = list(prose(page.read_text("utf-8")))
    for number, line in lines:
        yield from link_problems(page, number, line)
    yield from length_problems(lines)
    if page == ROOT / "README.md" and len(lines) - 1 > LONGEST_README:
        yield len(lines), f"the README has more than {LONGEST_README} lines"


def main():
    found = [(page, *problem) for page in pages() for problem in problems(page)]
    for page, number, what in found:
        print(f"{page.relative_to(ROOT)}:{number}: {what}", file=sys.stderr)
    print(f"{len(pages())} pages, {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
