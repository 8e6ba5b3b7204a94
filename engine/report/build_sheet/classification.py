"""What to configure for Classification Server: categories and screening rules.

In: the directory. Out: lines of a page. Fields are those of eServices Manager (docs.genesys.com,
eServices Manager, "How to Create and Test Screening Rules").
"""

from collections.abc import Iterator

from engine.directory import Category, Directory, ScreeningRule
from engine.esp.screening.patterns import in_double_quotes
from engine.report.build_sheet.page import heading, notes, rows

MANAGER = "Configuration: Universal Contact Server, in eServices Manager"


def category_lines(directory: Directory, level: int) -> list[str]:
    """The categories, each with the words that stand for what the server is to learn."""
    lines: list[str] = []
    for category in directory.categories:
        lines += heading(level, f"Category `{category.name}`")
        lines += [MANAGER, ""]
        lines += rows(_category(category))
        if category.words:
            lines += notes([
                "There a model finds it, which is trained on messages: the words stand for it here"
            ])  # fmt: skip
    return lines


def _category(category: Category) -> list[tuple[str, str]]:
    known = [
        ("Name", category.name),
        ("Part of", category.parent or "none: a root category"),
        ("Words", ", ".join(category.words)),
    ]
    if category.ident != category.name:
        known.insert(1, ("Id, which the server gives", category.ident))
    return [(name, value) for name, value in known if value]


def rule_lines(directory: Directory, level: int) -> list[str]:
    """The screening rules, in the order in which they are tried."""
    lines: list[str] = []
    for order, rule in enumerate(directory.screening_rules, 1):
        lines += heading(level, f"Screening rule `{rule.name}`")
        lines += [MANAGER, ""]
        lines += rows(list(_rule(rule, order)))
    return lines


def _rule(rule: ScreeningRule, order: int) -> Iterator[tuple[str, str]]:
    yield "Name", rule.name
    yield "Order", str(order)
    yield "Pattern", in_double_quotes(rule.pattern)
    yield "Subject", "ticked" if rule.subject else "not ticked"
    yield "Body", "ticked" if rule.body else "not ticked"
    if rule.category is not None:
        yield "Category", rule.category
