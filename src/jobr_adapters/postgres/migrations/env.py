"""Alembic's entry: runs migrations on the connection it is handed."""

from alembic import context

from jobr_adapters.postgres.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transaction_per_migration=True)
with context.begin_transaction():
    context.run_migrations()
