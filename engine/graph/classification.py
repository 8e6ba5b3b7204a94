"""Classification before a run: patterns, the tree of categories, what calls ask for.

In: the declarations, the sketches of the strategies. Out: findings: E297 inside a pattern, E298
for categories that form no tree, E299 for calls that ask for what is not declared, E270 for calls
that bring no text, W334 for labels of a `switch` that name none.
"""

from collections.abc import Collection

from engine.blocks.kind import Calls
from engine.blocks.kinds.switch import Switch
from engine.diagnostics import Findings, Note, did_you_mean, listed
from engine.esp.rules import classification
from engine.esp.rules.classification import BETWEEN, BODY, CTG_NAME, INSIDE, SUBJECT, USER_DATA_KEY
from engine.esp.screening import patterns
from engine.esp.screening.errors import PatternError
from engine.graph.bodies import span_inside
from engine.graph.model import CallSite
from engine.graph.names import COMPARED, shown
from engine.graph.project import Declared, Project
from engine.graph.sketch import Draft, Sketch
from engine.limits import Limits
from engine.source import Span
from engine.syntax.nodes import Chain, Expression, Group, Name, Path, Text
from engine.values import Value
from engine.world.kinds.category import Category
from engine.world.kinds.screening_rule import ScreeningRule

SERVICE = "Classification"
RULE, RULES, ROOT, RELEVANCY = "Rule", "Rules", "Root", "Relevancy"
KEYS = {"Category": Category.word, "Rule": ScreeningRule.word}
"""What keys of answers name."""
SHOWN = 8
"""Names that are listed where none is near."""
CURE = "a pattern is, for example, `Find('refund') && !Find('gift card')`"


def check_classification(
    project: Project, sketches: list[Sketch], limits: Limits, findings: Findings
) -> None:
    """Everything that concerns Classification Server."""
    models = [item for item in project.declared if isinstance(item.model, Category | ScreeningRule)]
    for declared in models:
        _check_declared(declared, limits, findings)
    _check_ids(models, findings)
    _check_tree([item.model for item in models if isinstance(item.model, Category)], findings)
    if project.held:
        return  # what could not be read may declare what is looked for
    for sketch in sketches:
        for draft in sketch.drafts:
            if draft.call is not None and draft.call.service == SERVICE:
                _check_call(draft, draft.call, project, findings)
            if isinstance(draft.kind, Switch):
                _check_labels(draft.kind, sketch, project, findings)


# Declarations


def _check_declared(declared: Declared, limits: Limits, findings: Findings) -> None:
    model, name = declared.model, declared.syntax.name
    if name is not None:
        _check_name(name.text, name.span, findings)
    if isinstance(model, Category) and model.id is not None:
        _check_name(model.id, model.places["id"], findings)
    if not isinstance(model, ScreeningRule):
        return
    try:
        patterns.read(model.pattern, limits)
    except PatternError as error:
        span = span_inside(model.places["pattern"], model.pattern, error.offset, error.length)
        findings.error("E297", span, error.message, error.cure or CURE)


def _check_name(text: str, span: Span, findings: Findings) -> None:
    if BETWEEN in text or INSIDE in text:
        message = f"{shown(text)} has a `{BETWEEN}` or `{INSIDE}`, which part names in lists"
        findings.error("E298", span, message, "leave it out")


def _check_ids(models: list[Declared], findings: Findings) -> None:
    first: dict[str, Span] = {}
    for declared in models:
        model, name = declared.model, declared.syntax.name
        if not isinstance(model, Category) or name is None:
            continue
        ident = model.id or name.text
        span = model.places.get("id", name.span)
        before = first.setdefault(ident, span)
        if before is not span and (model.id is not None or before.text() != name.span.text()):
            notes = [Note(before, "the first one is here")]
            message = f"two categories have the id {shown(ident)}"
            findings.error("E298", span, message, "give one of them another id", notes)


def _check_tree(models: list[Category], findings: Findings) -> None:
    """Every circle once, at the parent of its first category."""
    by_name = {model.name: model for model in reversed(models)}
    places = {name: place for place, name in enumerate(reversed(by_name))}
    settled: set[str | None] = set()
    for model in models:
        chain: list[str | None] = []
        each = by_name.get(model.name)
        while each is not None and each.name not in settled:
            settled.add(each.name)
            chain.append(each.name)
            each = None if each.parent is None else by_name.get(each.parent.name)
        # A name of this chain that is met again closes a circle; one of an earlier chain does not.
        if each is None or each.name not in chain:
            continue
        circle = chain[chain.index(each.name) :]
        at = circle.index(min(circle, key=places.__getitem__))
        circle = [*circle[at:], *circle[:at]]
        names = " in ".join(f"`{name}`" for name in (*circle, circle[0]))
        message = f"category `{circle[0]}` is part of itself: {names}"
        span = by_name[circle[0]].places["parent"]
        findings.error("E298", span, message, "leave one `parent` out")


# Calls


def _check_call(draft: Draft, site: CallSite, project: Project, findings: Findings) -> None:
    rules, categories = (project.names(kind.word) for kind in (ScreeningRule, Category))
    for parameter in (RULE, RULES):
        value = site.constants.get(parameter)
        if not isinstance(value, str):
            continue
        names = classification.names_of(value) if parameter == RULES else [value]
        for name in names:
            what = "screening rule"
            _check_known(name, what, rules, site.places[parameter], project, findings)
    root = site.constants.get(ROOT)
    if isinstance(root, str) and root:
        _check_known(root, "category", categories, site.places[ROOT], project, findings)
    _check_relevancy(site.constants.get(RELEVANCY), site, findings)
    wanted = categories if site.method == "Classify" else rules
    asked = {RULE, RULES, ROOT} & {*site.constants, *site.computed}
    if not wanted and not asked and not project.broken:
        word = Category.word if site.method == "Classify" else ScreeningRule.word
        message = f"there is nothing to look for: no `{word}` is declared"
        findings.error("E299", site.span, message, f"declare one: `{word} name {{ … }}`")
    _check_text(draft, site, findings)


def _check_known(
    name: str,
    what: str,
    known: Collection[str],
    span: Span,
    project: Project,
    findings: Findings,
) -> None:
    if not name or name in known or name in project.broken:
        return
    apart = {part.strip() for part in name.split(",")}
    cure = "what parts them is `|`" if len(apart) > 1 and apart & {*known} else _cure(name, known)
    findings.error("E299", span, f"there is no {what} {shown(name)}", cure)


def _cure(name: str, known: Collection[str]) -> str | None:
    near = did_you_mean(name, [*known][:COMPARED])
    return near or (f"there is {listed([*known][:SHOWN])}" if known else None)


def _check_relevancy(value: Value | None, site: CallSite, findings: Findings) -> None:
    if type(value) is int and not 1 <= value <= classification.RELEVANT:
        message = f"`{RELEVANCY}` is a share from 1 to {classification.RELEVANT}, this is {value}"
        findings.error("E299", site.places[RELEVANCY], message)


def _check_text(draft: Draft, site: CallSite, findings: Findings) -> None:
    """E270 for a call that leaves at home all that could be looked at."""
    if USER_DATA_KEY in site.computed:
        return
    named = site.constants.get(USER_DATA_KEY)
    for effect in draft.effects:
        brings = effect.brings if isinstance(effect, Calls) else None
        if brings is None:
            continue
        # What is in a session or was written is found by the interaction, which goes along.
        wanted = (named,) if named else (BODY, "InteractionId")
        if not named or site.method != "Classify":
            wanted = (*wanted, SUBJECT)
        if not {*wanted} & {*brings}:
            message = f"`{site.name}` gets no text: it does not go along"
            findings.error("E270", site.span, message, "leave `user_data` out, or say `all`")


# Segmentation


def _check_labels(kind: Switch, sketch: Sketch, project: Project, findings: Findings) -> None:
    """W334 for texts that no category or rule is called, where the name of one is taken apart."""
    word = _named_by(kind.value, sketch)
    known = project.names(word) if word is not None else ()
    if not known or project.broken:
        return
    what = "category" if word == Category.word else "screening rule"
    for label in kind.labels:
        if isinstance(label, Text) and label.text and label.text not in known:
            message = f"no {what} is called {shown(label.text)}"
            findings.warning("W334", label.span, message, _cure(label.text, known))


def _named_by(expression: Expression, sketch: Sketch) -> str | None:
    """What the value names: the word of the kind, None if it is anything else."""
    match expression:
        case Path(base=Name(text="udata"), key=key):
            return Category.word if key.text == CTG_NAME else None
        case Path(base=Path(base=Name(text=label), key=Name(text="answer")), key=key):
            index = sketch.labels.get(label)
            call = None if index is None else sketch.drafts[index].call
            ours = call is not None and call.service == SERVICE
            return KEYS.get(key.text) if ours else None
        case Group(inner=inner):
            return _named_by(inner, sketch)
        case Chain(operands=(first, *_), operators=operators):
            defaults = all(each.text == "??" for each in operators)
            return _named_by(first, sketch) if defaults else None
        case _:
            return None
