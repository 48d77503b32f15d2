"""`jobr serve`: the HTTP server."""

import socket
from functools import partial
from typing import Annotated, Any, cast

import typer

from jobr_cli.session import connection_settings, database_url
from jobr_core.shared.errors import Conflict


class AddressUnusable(Conflict):
    """The address to listen on cannot be used."""


def ensure_free(host: str, port: int) -> None:
    """Raises AddressUnusable, before anything else is started."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise AddressUnusable(f"Cannot listen on {host}:{port}: {why.lower()}.") from error


def add_to(app: typer.Typer) -> None:
    @app.command()
    def serve(
        host: Annotated[str, typer.Option(help="address to listen on")] = "127.0.0.1",
        port: Annotated[int, typer.Option(min=0, max=65535, help="port to listen on")] = 8000,
        workers: Annotated[int, typer.Option(min=1, help="server processes")] = 1,
        background: Annotated[  # noqa: FBT002
            bool, typer.Option("--worker/--no-worker", help="do background work too")
        ] = True,
    ) -> None:
        """Serve the HTTP API.

        Without DATABASE_URL the embedded PostgreSQL is started and migrated; another database
        must have the current schema already (`jobr db upgrade`).

        Example: jobr serve --host 0.0.0.0 --port 8000 --workers 2
        """
        import uvicorn

        from jobr_http.connections import GuardedConnection

        ensure_free(host, port)
        proxies, seconds = connection_settings()
        connection = partial(GuardedConnection, head_seconds=seconds)
        with database_url(current=True):  # fails here with one sentence, not in every worker
            uvicorn.run(
                f"jobr_http.asgi:{'create' if background else 'create_without_worker'}",
                factory=True,
                host=host,
                port=port,
                http=cast("Any", connection),
                workers=workers,
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=bool(proxies),
                forwarded_allow_ips=proxies,
            )
