"""What puts the bot onto a server agrees with the bot: the image, compose.yaml, the unit, the proxy."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.channels.web.uploads import LARGEST_FILE
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "faq", "handlers", "storage")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = YAML(typ="safe").load(ROOT / "compose.yaml")


class TestTheImage:
    def test_copies_what_there_is_and_what_the_builder_is_sent(self) -> None:
        copied = {
            name
            for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
            for name in line.split()[:-1]
        }
        sent = set(re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE))

        assert copied == sent
        assert [name for name in copied if not (ROOT / name).exists()] == []

    def test_has_every_file_of_the_packages(self, tmp_path: Path) -> None:
        """It installs the project as a wheel, where a checkout has a link to its folder."""
        build = [
            sys.executable,
            "-m",
            "hatchling",
            "build",
            "--target",
            "wheel",
            "--directory",
            str(tmp_path),
        ]
        subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
        (wheel,) = tmp_path.glob("*.whl")

        in_wheel = {name for name in zipfile.ZipFile(wheel).namelist() if name.split("/")[0] in PACKAGES}

        assert in_wheel == {
            path.relative_to(ROOT).as_posix()
            for package in PACKAGES
            for path in (ROOT / package).rglob("*")
            if path.is_file() and path.suffix != ".pyc"
        }

    def test_names_only_settings(self) -> None:
        (variables,) = re.findall(r"^ENV (.+)$", DOCKERFILE, re.MULTILINE)
        names = {variable.partition("=")[0] for variable in variables.split()} - {"PATH"}

        assert names <= {name.upper() for name in Settings.model_fields}


class TestCompose:
    @pytest.mark.parametrize("service", ["bot", "schema"])
    def test_sets_only_settings(self, service: str) -> None:
        names = set(COMPOSE["services"][service]["environment"])

        assert names <= {name.upper() for name in Settings.model_fields}

    def test_keeps_files_where_the_image_takes_them(self) -> None:
        bot = COMPOSE["services"]["bot"]
        (volume,) = bot["volumes"]
        folder = volume.partition(":")[2]

        assert f"VOLUME {folder}\n" in DOCKERFILE
        assert Path(bot["environment"]["UPLOADS_DIR"]).parent == Path(folder)


class TestTheProxy:
    def test_takes_files_as_large_as_the_bot_does(self) -> None:
        example = (ROOT / "docs/examples/nginx.conf").read_text(encoding="utf-8")

        assert f"client_max_body_size {LARGEST_FILE // 2**20}m;" in example
