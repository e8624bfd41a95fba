"""A stage of the tests: the executable of this system, built here and tried as a user would.

uv run python build/executable.py

Not what is shipped (that is `build.py`'s), but by the same spec: a part that PyInstaller does not
find is missed here as well. NIANBAO_SKIP_EXECUTABLE=1 leaves the stage out.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from product import NAME, PROJECT, WORK, BuildError, reproducible

TARGET = WORK / "executable"
SKIP = "NIANBAO_SKIP_EXECUTABLE"
SAMPLE = PROJECT / "tests" / "data" / "nangang-2021.nianbao"
_PATIENCE = 120
_READ_JSON = "import json, sys; print(len(json.load(sys.stdin)['files']))"


def build() -> Path:
    """Build by the spec with the Python that runs this; returns the executable."""
    places = ("--distpath", str(TARGET), "--workpath", str(TARGET / "work"))
    command = (sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *places)
    spec = str(PROJECT / "build" / "nianbao.spec")
    environment = {**os.environ, **reproducible()}
    if subprocess.run([*command, spec], check=False, env=environment).returncode:
        raise BuildError("PyInstaller 没有成功")
    return TARGET / (f"{NAME}.exe" if os.name == "nt" else NAME)


def run(program: Path, *arguments: str, accepted: tuple[int, ...] = (0,)) -> bytes:
    """Start the executable with a temp folder of its own; what it prints."""
    with tempfile.TemporaryDirectory(dir=TARGET) as folder:
        environment = {**os.environ, "TMPDIR": folder, "TEMP": folder, "TMP": folder}
        done = subprocess.run(
            [str(program), *arguments],
            check=False,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
        )
        left = sorted(path.name for path in Path(folder).iterdir())
    text = (done.stdout + done.stderr).decode("utf-8", "replace")[-2000:]
    if done.returncode not in accepted:
        raise BuildError(f"{arguments[0]} 的退出码是 {done.returncode}：{text}")
    if left:
        raise BuildError(f"{arguments[0]} 在临时文件夹里留下了 {'、'.join(left)}")
    return done.stdout


def attempt(program: Path) -> str:
    """Let the executable test itself, check and export; one sentence on what it did."""
    tried: dict[str, Any] = json.loads(run(program, "selftest", "--json"))
    for step in tried["steps"]:
        print(f"  {step['name']}：{step['detail']}", flush=True)
    checked = run(program, "check", "--json", str(SAMPLE), accepted=(0, 1))
    reader = subprocess.run(
        [sys.executable, "-c", _READ_JSON], input=checked, check=True, capture_output=True
    )
    if reader.stdout.strip() != b"1":
        raise BuildError(f"check --json 报告了 {reader.stdout!r} 个文件")
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / "样例.docx"
        run(program, "export", str(SAMPLE), "-o", str(document))
        size = document.stat().st_size
    megabytes = program.stat().st_size / 1e6
    return f"{megabytes:.1f} MB，自检 {len(tried['steps'])} 步，校核，导出 {size} 字节"


def main() -> int:
    """Build and try; 0 if all went well, or if the stage is left out."""
    if os.environ.get(SKIP) == "1":
        print(f"因为 {SKIP}=1，不制作可执行文件", flush=True)
        return 0
    begun = time.monotonic()
    try:
        shutil.rmtree(TARGET, ignore_errors=True)
        print(f"{attempt(build())}，{time.monotonic() - begun:.0f} 秒", flush=True)
    except (BuildError, OSError, subprocess.SubprocessError) as error:
        print(f"可执行文件不合要求：{error}", flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
