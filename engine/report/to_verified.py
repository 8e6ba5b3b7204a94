"""What `routewright verify` says of a results folder.

In: what was found. Out: styled lines, a document.
"""

from engine.json_text import Json
from engine.report.styled import Line, Style, counted, line
from engine.store.plan import Manifest
from engine.store.verifying import Verified


def to_verified(verified: Verified) -> list[Line]:
    """What the folder holds, and whether all of it is what was written."""
    manifest = verified.manifest
    if manifest is None:
        return []
    about = manifest.plan.about
    lines = [
        line(
            (f"{about.get('simulation')}", Style.STRONG),
            f" of project {manifest.plan.project}, seed {about.get('seed')}: "
            f"{counted(_held(manifest, verified), 'replication')}",
        )
    ]
    if not manifest.finished:
        lines.append(line("  not finished: `--resume` makes those that are missing"))
    if not verified.diagnostics:
        lines.append(line(f"  {counted(verified.files, 'file')}, all as written"))
    elif verified.derived:
        lines.append(line("  no result is damaged; its tables can be made anew by `--remake`"))
    return lines


def _held(manifest: Manifest, verified: Verified) -> int:
    """How many replications there are; of a damaged journal, how many were written."""
    return manifest.replications if manifest.finished else verified.replications


def verified_document(verified: Verified) -> dict[str, Json]:
    """The same for machines."""
    manifest = verified.manifest
    return {
        "finished": manifest is not None and manifest.finished,
        "replications": verified.replications,
        "files": verified.files,
        "whole": not verified.diagnostics,
        "only_derived": bool(verified.diagnostics) and verified.derived,
        "about": None if manifest is None else dict(manifest.plan.about),
    }
