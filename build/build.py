"""The executables: `python3 build/build.py linux|windows [--onedir]`, on Debian or Ubuntu.

Standard library only. What is built lies in build/dist, with its checksums and its list of parts.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence

from product import BuildError, Options

SYSTEMS = ("linux", "windows")


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and build; 0 if there is an executable that passed its checks."""
    parser = argparse.ArgumentParser(description="制作阳光年报的可执行文件，放在 build/dist。")
    parser.add_argument("system", choices=SYSTEMS, help="为哪个系统制作")
    parser.add_argument("--onedir", action="store_true", help="制作文件夹，不制作单个文件")
    chosen = parser.parse_args(arguments)
    build: Callable[[Options], int] = importlib.import_module(chosen.system).build
    try:
        return build(Options(onedir=chosen.onedir))
    except BuildError as error:
        print(f"没有制作成功：{error}", file=sys.stderr, flush=True)
        return 1


if __name__ == "__main__":
    sys.exit(main())
