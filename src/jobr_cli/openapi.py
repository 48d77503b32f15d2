"""`jobr openapi`: the API as a document."""

import typer

from jobr_cli.output import print_json
from jobr_cli.session import openapi_document


def add_to(app: typer.Typer) -> None:
    @app.command()
    def openapi() -> None:
        """Print the OpenAPI 3.1 document of the HTTP API.

        Example: jobr openapi > openapi.json
        """
        print_json(openapi_document())
