"""What a unit of work has told so far."""

from jobr_core.events.model import DomainEvent, Event, recorded
from jobr_core.shared.clock import Clock
from jobr_core.shared.ids import IdSource
from jobr_core.shared.origin import current_origin


class ToldEvents:
    """Events in the order told, waiting to be kept with the change they tell (`EventRecorder`)."""

    def __init__(self, *, now: Clock, new_id: IdSource) -> None:
        self._waiting: list[Event] = []
        self._now = now
        self._new_id = new_id

    def record(self, *told: DomainEvent) -> None:
        now, origin = self._now(), current_origin()
        self._waiting += [
            recorded(event, event_id=self._new_id(), now=now, origin=origin) for event in told
        ]

    def taken(self) -> list[Event]:
        """All that wait; they do not wait any more."""
        taken, self._waiting = self._waiting, []
        return taken
