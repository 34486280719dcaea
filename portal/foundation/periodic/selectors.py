"""Every job and how it fares, for the health page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.foundation.periodic.models import PeriodicJob
from portal.foundation.periodic.registry import jobs


@dataclass(frozen=True, slots=True)
class JobState:
    """One registered job. It `is_late` when two intervals have passed since it was due."""

    name: str
    title: str
    every: timedelta
    due_at: datetime | None
    succeeded_at: datetime | None
    is_running: bool
    is_late: bool
    failures: int
    error: str
    note: str


def job_states(now: datetime) -> list[JobState]:
    """All registered jobs; one that never ran has no times."""
    rows = {row.name: row for row in PeriodicJob.objects.all()}
    states = []
    for job in jobs():
        row = rows.get(job.name) or PeriodicJob(name=job.name)
        is_running = row.lease_until is not None and row.lease_until > now
        grace = max(2 * job.every, timedelta(minutes=1))
        states.append(
            JobState(
                name=job.name,
                title=str(job.title),
                every=job.every,
                due_at=row.due_at,
                succeeded_at=row.succeeded_at,
                is_running=is_running,
                is_late=row.due_at is None or (not is_running and row.due_at + grace < now),
                failures=row.failures,
                error=row.error,
                note=row.note,
            )
        )
    return states
