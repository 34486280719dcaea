"""Folders that killed portals left behind."""

import os
import tempfile

import pytest

from portal.foundation.files import left


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Makes a folder of this age in seconds, with a file in it."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def make(name, age):
        made = tmp_path / name
        made.mkdir()
        (made / "part.txt").write_text("一份文件")
        moment = made.stat().st_mtime - age
        os.utime(made, (moment, moment))
        return made

    return make


def test_an_old_folder_of_a_parser_is_dropped_with_what_lies_in_it(folder):
    old = folder(f"{left.PREFIX}a", left.LEFT_AFTER_S + 60)
    assert left.drop_left_folders() == 1
    assert not old.exists()


def test_a_folder_that_may_be_in_use_and_those_of_others_stay(folder, monkeypatch):
    new = folder(f"{left.PREFIX}new", 5)
    other = folder("other-a", left.LEFT_AFTER_S + 60)
    assert left.drop_left_folders() == 0
    old = folder(f"{left.PREFIX}old", left.LEFT_AFTER_S + 60)
    monkeypatch.setattr(os, "geteuid", lambda: old.stat().st_uid + 1)
    assert left.drop_left_folders() == 0
    assert new.exists() and other.exists() and old.exists()


def test_a_link_is_neither_followed_nor_dropped(folder, tmp_path):
    kept = folder("kept", left.LEFT_AFTER_S + 60)
    link = tmp_path / f"{left.PREFIX}link"
    link.symlink_to(kept)
    os.utime(link, (0, 0), follow_symlinks=False)
    assert left.drop_left_folders() == 0
    assert link.is_symlink() and (kept / "part.txt").exists()
