"""Texts to projects: what the tests of the graph stage have in common."""

from engine.diagnostics import Findings
from engine.dsl.parser import parse
from engine.graph.build import build
from engine.graph.model import Block, BlockGraph, Process
from engine.source import Source


def check(*texts: str, environment: str | None = None) -> tuple[Process | None, Findings]:
    """Parses and checks the files of a project, named `1.strat`, `2.strat` …"""
    findings = Findings()
    files = tuple(
        parse(Source(f"{number}.strat", text), findings) for number, text in enumerate(texts, 1)
    )
    process = build(files, name="case", environment=environment, findings=findings)
    return process, findings


def built(*texts: str, environment: str | None = None) -> Process:
    """The process of a project without errors."""
    process, findings = check(*texts, environment=environment)
    assert process is not None, [f"{item.code} {item.message}" for item in findings]
    return process


def strategy(*texts: str) -> BlockGraph:
    """The first strategy of a project without errors."""
    return built(*texts).strategies[0]


def block(graph: BlockGraph, name: str) -> Block:
    """The block with this label."""
    return next(item for item in graph.blocks if item.name == name)


def codes(*texts: str) -> list[str]:
    """The codes of everything that is found, by place."""
    return [item.code for item in check(*texts)[1]]
