"""Packages and inventories of `ssmdoc run`."""

import argparse
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ssmdoc.commands.run_inputs import InputError
from ssmdoc.commands.run_packages import inventory_file, read_packages
from ssmdoc.config import Configuration


def test_packages_of_the_options_come_first(tmp_path: Path) -> None:
    options, configuration = argparse.Namespace(packages=[str(tmp_path)]), Configuration(packages=(tmp_path / ".",))
    assert read_packages(options, configuration) == (tmp_path, tmp_path)


def test_a_folder_of_packages_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name, problem in (("none", "no such folder"), ("file", "not a folder")):
        with pytest.raises(InputError) as caught:
            read_packages(argparse.Namespace(packages=[str(tmp_path / name)]), Configuration())
        assert str(caught.value) == f"--packages {tmp_path / name}: {problem}"
    with pytest.raises(InputError) as caught:
        read_packages(argparse.Namespace(packages=[]), Configuration(packages=(tmp_path / "none",)))
    assert str(caught.value) == f"{tmp_path / 'none'}: no such folder (run.packages in ssmdoc.toml)"


def test_inventories_are_lines_of_a_new_file(tmp_path: Path) -> None:
    path = tmp_path / "inventory.json"
    path.write_text("old")
    deliver = inventory_file(str(path))
    assert deliver is not None
    assert path.read_text() == ""
    deliver({"InstanceId": "i-1"})
    deliver({"InstanceId": "ü"})
    assert [json.loads(line) for line in path.read_text().splitlines()] == [{"InstanceId": "i-1"}, {"InstanceId": "ü"}]


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    assert inventory_file(None) is None
    with pytest.raises(InputError) as caught:
        inventory_file(str(tmp_path))
    assert str(caught.value) == f"--inventory {tmp_path}: is a directory"


def test_nodes_that_deliver_at_the_same_time_write_whole_lines(tmp_path: Path) -> None:
    path = tmp_path / "inventory.json"
    deliver = inventory_file(str(path))
    assert deliver is not None
    requests = [{"InstanceId": str(number), "Text": str(number % 10) * 100_000} for number in range(20)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(deliver, requests))
    found = [json.loads(line) for line in path.read_text().splitlines()]
    assert sorted(found, key=lambda request: int(request["InstanceId"])) == requests
