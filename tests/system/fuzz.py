"""schemathesis against a server of its own, for each role: `nox -s fuzz`.

The operations that end the very session (or account) a role asks with are left to `nobody`.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import httpx2
from processes import PASSWORD, a_free_port, until

CONFIG: Final = Path(__file__).with_suffix(".toml")
ROLES: Final = ("nobody", "user", "admin")
ENDING: Final = (
    "/api/auth/logout", "/api/auth/logout-all", "/api/auth/sessions/{session_id}", "/api/me",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--max-examples", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--role", choices=ROLES, action="append")
    parser.add_argument("--phases", default="examples,coverage,fuzzing,stateful")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ, "JOBR_HOME": home, "RATE_LIMIT_MAX": "0", "SIGN_IN_FAILURES_PER_IP": "0",
            "LOG_LEVEL": "error",
        }  # fmt: skip
        port = a_free_port()
        url = f"http://127.0.0.1:{port}"
        jobr = [sys.executable, "-m", "jobr_cli.main"]
        log = Path(home) / "server.log"
        with (
            log.open("w") as output,
            subprocess.Popen(
                [*jobr, "serve", "--port", str(port), "--no-worker"],
                env=environment, stdout=output, stderr=output,
            ) as server,
        ):  # fmt: skip
            until(lambda: _is_up(url), seconds=60)
            failed = [
                role
                for role in asked.role or ROLES
                if run(url, role, _token(url, role, jobr, environment), asked)
            ]
            server.terminate()
            server.wait(timeout=20)
        if "Traceback" in log.read_text():
            print(log.read_text())
            failed.append("the log has a traceback")
    sys.exit(f"failed: {', '.join(failed)}" if failed else 0)


def run(url: str, role: str, token: str, asked: argparse.Namespace) -> int:
    """The exit code; the summary is printed."""
    print(f"\n##### {role}", flush=True)
    signed = [f"-HAuthorization: Bearer {token}"] if token else []
    left_out = [f"--exclude-path={path}" for path in ENDING] if token else []
    # CONFIG comes first: it is an option of `schemathesis` itself.
    command = [
        str(Path(sys.executable).with_name("schemathesis")), f"--config-file={CONFIG}", "run",
        f"{url}/schema/openapi.json", "--checks=all", f"--phases={asked.phases}",
        f"--max-examples={asked.max_examples}", f"--seed={asked.seed}", "--continue-on-failure",
        "--generation-allow-x00=true", "--generation-database=none", "--max-response-time=10",
        "--warnings=off", "--suppress-health-check=all", *signed, *left_out,
    ]  # fmt: skip
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
    print(re.sub(r"Bearer [\w.-]+", "Bearer …", done.stdout), flush=True)
    return done.returncode


def _is_up(url: str) -> bool:
    try:
        return httpx2.get(f"{url}/health").status_code == 200
    except httpx2.TransportError:
        return False


def _token(url: str, role: str, jobr: list[str], environment: dict[str, str]) -> str:
    if role == "nobody":
        return ""
    person = {"email": f"{role}@example.org", "password": PASSWORD}
    assert httpx2.post(f"{url}/api/auth/register", json=person).status_code == 201
    if role == "admin":
        subprocess.run(
            [*jobr, "users", "set-role", person["email"], "admin"], env=environment, check=True
        )
    answer = httpx2.post(f"{url}/api/auth/login", json=person).json()
    token: str = answer["access_token"]
    return token


if __name__ == "__main__":
    main()
