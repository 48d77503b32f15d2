"""`jobr serve`: the HTTP server."""

from typing import Annotated

import typer

from jobr_cli.session import database_url


def add_to(app: typer.Typer) -> None:
    @app.command()
    def serve(
        host: Annotated[str, typer.Option(help="address to listen on")] = "127.0.0.1",
        port: Annotated[int, typer.Option(min=0, max=65535, help="port to listen on")] = 8000,
        workers: Annotated[int, typer.Option(min=1, help="server processes")] = 1,
    ) -> None:
        """Serve the HTTP API.

        Without DATABASE_URL the embedded PostgreSQL is started and migrated; another database
        must have the current schema already (`jobr db upgrade`).

        Example: jobr serve --host 0.0.0.0 --port 8000 --workers 2
        """
        import uvicorn

        with database_url(current=True):  # fails here with one sentence, not in every worker
            uvicorn.run(
                "jobr_http.asgi:create",
                factory=True,
                host=host,
                port=port,
                workers=workers,
                log_config=None,
                access_log=False,
                server_header=False,
            )
