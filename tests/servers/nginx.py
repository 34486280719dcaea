"""nginx on loopback with `deploy/nginx.conf`, only addresses and certificate replaced."""

import grp
import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.servers.postgresql import free_port

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = ROOT / "deploy/nginx.conf"
UNPACKED = ROOT / ".tools/nginx/usr/sbin"
"""Where `deploy/bootstrap test` puts it on a machine that has none."""
STARTS_WITHIN_S = 10
AROUND = """
daemon off;
user {user} {group};
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def find() -> str | None:
    # Debian keeps it where only root's path looks.
    return shutil.which("nginx") or shutil.which("nginx", path=f"/usr/sbin:{UNPACKED}")


def _certify(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def _configure(folder: Path, *, port: int, plain: int, upstream: int) -> None:
    text = CONFIGURATION.read_text(encoding="utf-8")
    for shipped, here in {
        "server 127.0.0.1:8000;": f"server 127.0.0.1:{upstream};",
        "listen 80 default_server;": f"listen 127.0.0.1:{plain} default_server;",
        "listen [::]:80 default_server;": "",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen [::]:80;": "",
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
        "listen [::]:443 ssl;": "",
        "server_name anlan.example;": "server_name localhost;",
        "/etc/ssl/anlan/": f"{folder}/",
        "/srv/anlan/": f"{ROOT}/",
    }.items():
        assert shipped in text, f"{CONFIGURATION.name} says no longer: {shipped}"
        text = text.replace(shipped, here)
    (folder / "site.conf").write_text(text, encoding="utf-8")
    # Started by root, its workers would be somebody else, who may not write here.
    user, group = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name
    around = AROUND.format(folder=folder, user=user, group=group)
    (folder / "nginx.conf").write_text(around, encoding="utf-8")


@contextmanager
def in_front_of(upstream: int, folder: Path, *, plain: int | None = None) -> Iterator[int]:
    """The port on which it speaks TLS; it stops when the block ends. `plain` is the one without."""
    binary = find()
    assert binary is not None
    port = free_port()
    _certify(folder)
    _configure(folder, port=port, plain=plain or free_port(), upstream=upstream)
    process = subprocess.Popen(
        [binary, "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.PIPE
    )
    try:
        deadline = time.monotonic() + STARTS_WITHIN_S
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert process.poll() is None, process.stderr and process.stderr.read().decode()
                assert time.monotonic() < deadline, (folder / "error.log").read_text()
                time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(10)
