"""Two indexes of `jobs` no query has used since postings are searched for in `job_search`."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_jobs_skills", "jobs")
    op.drop_index("ix_jobs_posted_at", "jobs")


def downgrade() -> None:
    op.create_index("ix_jobs_skills", "jobs", ["skills"], postgresql_using="gin")
    op.create_index("ix_jobs_posted_at", "jobs", [sa.text("posted_at DESC NULLS LAST"), "id"])
