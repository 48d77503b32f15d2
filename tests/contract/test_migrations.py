"""The schema goes up, down and up again, and is what the tables describe."""

import pytest

from jobr_adapters.postgres import schema
from jobr_adapters.postgres.errors import DatabaseUnavailable
from jobr_adapters.postgres.schema import RevisionUnknown

pytestmark = pytest.mark.postgres


def test_every_migration_can_be_taken_back(database_url: str) -> None:
    schema.downgrade(database_url, "base")
    assert schema.schema_state(database_url).current is None
    schema.upgrade(database_url)
    schema.downgrade(database_url, "-1")
    schema.upgrade(database_url)
    assert schema.schema_state(database_url).is_current


def test_the_migrated_schema_is_the_one_described(database_url: str) -> None:
    assert schema.differences(database_url) == []


def test_an_unknown_revision_is_refused(database_url: str) -> None:
    with pytest.raises(RevisionUnknown):
        schema.upgrade(database_url, "nope")


def test_a_database_that_is_away_is_said_to_be() -> None:
    with pytest.raises(DatabaseUnavailable):
        schema.schema_state("postgresql://nobody@127.0.0.1:1/nothing")
