"""Compiles the executor's core while the wheel is built, where there is a C compiler.

In: the plain modules of `engine/sim/core` and the `.pxd` files that type them. Out: the same
modules as extensions in `engine/sim/core/compiled`, in a wheel tagged for this platform. Without
Cython or a compiler the wheel is built all the same, tagged for any platform, and the core runs as
plain Python; one line says so.

The C text is made in a temporary folder: of all this, only the extensions of an editable install
appear in the source tree, where git ignores them.
"""

import hashlib
import os
import shutil
import tempfile
from contextlib import chdir
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CORE = Path("engine", "sim", "core")
COMPILED = CORE / "compiled"
FINGERPRINT = "sources.sha256"
DIRECTIVES = {
    "language_level": 3,
    "annotation_typing": False,  # the .pxd files type the code, annotations are for readers
    "boundscheck": False,
    "wraparound": False,
    "initializedcheck": False,  # every array is set when its owner is made
    "show_performance_hints": False,
}
SHARED = ".".join([*CORE.parts, "_shared"])
"""What Cython adds to a module that uses arrays; compiled once instead of into each of them."""
PROBE = "#include <Python.h>\nPyMODINIT_FUNC PyInit_probe(void) { return NULL; }\n"
"""An extension that takes no time to compile."""
COMPILER_OPTIONS = ["-g0", "-ffp-contract=off"] if os.name == "posix" else []
"""No debug symbols, and no sum and product in one step: floats are the same as in plain Python."""


class CompileCore(BuildHookInterface[BuilderConfig]):
    """The build hook; hatchling finds it by the name of this file."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the extensions to the wheel, or puts them in place if `version` is "editable"."""
        self.scratch = tempfile.TemporaryDirectory(prefix="routewright-")
        extensions = self.extensions(Path(self.root), Path(self.scratch.name))
        if version == "editable":
            put_in_place(Path(self.root), extensions)
        else:
            for extension in extensions:
                packed = (COMPILED / extension.name).as_posix()
                build_data["force_include"][str(extension)] = packed
        build_data["pure_python"] = not extensions
        build_data["infer_tag"] = bool(extensions)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Removes the C text and what was made of it; hatchling fixes the arguments."""
        del version, build_data, artifact_path
        self.scratch.cleanup()

    def extensions(self, root: Path, scratch: Path) -> list[Path]:
        """The compiled modules, sorted by name; none where there is nothing to compile with."""
        try:
            return compile_core(root, scratch)
        except ImportError as reason:
            missing = f"{reason.name} is not installed"
        except compiler_errors() as reason:
            missing = f"there is no working C compiler ({reason})"
        self.app.display_warning(
            f"{missing}: the executor's core stays plain Python, simulations run slower"
        )
        return []


def compile_core(root: Path, scratch: Path) -> list[Path]:
    """Compiles every module of the core; returns the extensions' paths.

    A module that Cython cannot translate is a defect of ours and ends the build. Works in the
    scratch folder on relative paths, so that no folder of this machine enters the extensions.
    """
    from Cython.Build import cythonize
    from setuptools import Extension

    probe(scratch)
    shutil.copytree(root / CORE, scratch / CORE, ignore=shutil.ignore_patterns("compiled"))
    for package in CORE.parents[:-1]:  # engine/sim, engine: packages, so that `cimport` finds us
        (scratch / package / "__init__.py").touch()
    with chdir(scratch):
        modules = [path for path in sorted(CORE.glob("*.py")) if path.stem != "__init__"]
        sources = {".".join(path.with_suffix("").parts): str(path) for path in modules}
        sources[SHARED] = f"{SHARED.replace('.', '/')}.c"
        translated = cythonize(
            [
                Extension(name, [source], extra_compile_args=COMPILER_OPTIONS)
                for name, source in sources.items()
            ],
            compiler_directives=DIRECTIVES,
            shared_utility_qualified_name=SHARED,
            quiet=True,
        )
        build(translated, "lib")
    return sorted((scratch / "lib" / CORE).glob("*.*"))


def probe(scratch: Path) -> None:
    """Builds next to nothing: translating the core takes long, and is for nothing without a
    compiler."""
    from setuptools import Extension

    (scratch / "probe.c").write_text(PROBE, encoding="ascii")
    with chdir(scratch):
        build([Extension("probe", ["probe.c"])], "probed")


def build(extensions: list[Any], folder: str) -> None:
    """Compiles extensions into a folder below the current one."""
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    command = build_ext(Distribution({"name": "routewright", "ext_modules": extensions}))
    command.build_lib, command.build_temp, command.parallel = folder, "temporary", True
    command.ensure_finalized()
    command.run()


def compiler_errors() -> tuple[type[Exception], ...]:
    """What setuptools raises without a working compiler. Known only once setuptools is there."""
    from setuptools.errors import BaseError, CCompilerError

    return BaseError, CCompilerError


def put_in_place(root: Path, extensions: list[Path]) -> None:
    """Leaves exactly these extensions in the source tree, and the fingerprint of their sources.

    An extension hides its source: without the fingerprint a change of the source could go unseen.
    """
    folder = root / COMPILED
    shutil.rmtree(folder, ignore_errors=True)
    if extensions:
        folder.mkdir()
        for extension in extensions:
            shutil.copy2(extension, folder)
        (folder / FINGERPRINT).write_text(fingerprint(root), encoding="ascii")


def fingerprint(root: Path) -> str:
    """A digest of all that the core is compiled from."""
    state = hashlib.sha256()
    for source in sorted([*(root / CORE).glob("*.py"), *(root / CORE).glob("*.pxd")]):
        state.update(f"{source.name}\n".encode())
        state.update(source.read_bytes())
    return state.hexdigest()
