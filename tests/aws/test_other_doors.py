"""Endpoints and real AWS: what is sent, what is refused, what is said when nobody is there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from ssmdoc.aws import installed
from ssmdoc.aws.call import ApiError, DoorError, Response, Unanswered
from ssmdoc.aws.endpoint_door import EndpointDoor
from ssmdoc.aws.real_door import RealDoor
from tests.aws.calls import call


@contextmanager
def served(status: int, body: str) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """A server that answers everything so, its address, and the headers that it has got."""
    got: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(dict(self.headers))
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(status)
            self.send_header("Content-Type", "application/x-amz-json-1.1")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", got
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A host with credentials in its environment, and nothing else."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAHOSTHOSTHOST")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "host")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")


@pytest.mark.usefixtures("host")
def test_an_endpoint_answers() -> None:
    with served(200, '{"Parameter": {"Value": "v", "LastModifiedDate": 1767225600}}') as (url, got):
        answer = EndpointDoor(url).answer(call("ssm GetParameter", {"Name": "p"}))
    assert isinstance(answer, Response)
    assert answer.door == url
    assert answer.value["Parameter"] == {"Value": "v", "LastModifiedDate": "2026-01-01T00:00:00.000Z"}
    assert "AKIAHOST" not in str(got)
    assert "Credential=111122223333/" in got[0]["Authorization"]


@pytest.mark.usefixtures("host")
def test_an_endpoint_answers_an_error() -> None:
    with served(400, '{"__type": "ParameterNotFound", "message": "there is none"}') as (url, got):
        answer = EndpointDoor(url).answer(call("ssm GetParameter", {"Name": "p"}))
    assert answer == ApiError("ParameterNotFound", "there is none", url, 400)
    assert len(got) == 1


def test_no_endpoint_there() -> None:
    with pytest.raises(DoorError) as raised:
        EndpointDoor("http://127.0.0.1:9").answer(call("ssm GetParameter", {"Name": "p"}))
    assert str(raised.value) == (
        "http://127.0.0.1:9 does not answer ssm GetParameter: "
        'Could not connect to the endpoint URL: "http://127.0.0.1:9/"'
    )


@pytest.mark.parametrize("url", ["localhost:4566", "http://", "moto", "ftp://localhost"])
def test_no_address(url: str) -> None:
    with pytest.raises(DoorError) as raised:
        EndpointDoor(url)
    assert str(raised.value) == f'"{url}" is no address of an endpoint; it must be such as http://localhost:4566'


@pytest.mark.usefixtures("host")
def test_real_aws_is_only_read() -> None:
    answer = RealDoor().answer(call("ec2 StopInstances", {"InstanceIds": ["i-1"]}))
    assert isinstance(answer, Unanswered)
    assert answer.message == (
        "ec2 StopInstances is not sent to real AWS, for it does not only read; add a mock of it, or allow writes"
    )
    assert answer.skeleton.startswith("- service: ec2\n  api: StopInstances\n")


@pytest.mark.usefixtures("host")
@pytest.mark.parametrize(("api", "writes"), [("ssm GetParameter", False), ("ssm DeleteParameter", True)])
def test_real_aws_is_asked_as_the_host(api: str, writes: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    with served(200, '{"Parameter": {"Value": "v"}}') as (url, got):
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        monkeypatch.delenv("HTTP_PROXY")
        answer = RealDoor(allow_writes=writes).answer(call(api, {"Name": "p"}))
    assert isinstance(answer, Response)
    assert answer.door == "real"
    assert "Credential=AKIAHOSTHOSTHOST/" in got[0]["Authorization"]


@pytest.mark.usefixtures("host")
def test_real_aws_without_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(DoorError) as raised:
        RealDoor().answer(call("ssm GetParameter", {"Name": "p"}))
    assert str(raised.value) == "real AWS does not answer ssm GetParameter: Unable to locate credentials"


def test_a_package_that_is_not_there() -> None:
    with pytest.raises(DoorError) as raised:
        installed.need("no_such_package", "aws")
    assert str(raised.value) == (
        'no_such_package is not installed, and AWS calls need it; install it with: pip install "ssmdoc[aws]"'
    )
