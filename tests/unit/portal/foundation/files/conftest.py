import pytest


@pytest.fixture
def at(tmp_path):
    """Where an upload with these bytes lies."""

    def write(data):
        path = tmp_path / "upload"
        path.write_bytes(data)
        return path

    return write
