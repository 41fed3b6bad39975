"""What the bot did and how long it took, for /metrics and /healthz."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Literal, get_args

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

Step = Literal["refresh", "understand", "write", "deliver"]
STEP_SECONDS = (0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 900)
ANSWER_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3, 10)


class Measures:
    """Counters in a registry of their own; `clock` tells when a step ended."""

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._clock = clock
        self._registry = registry = CollectorRegistry()
        self._ended: dict[Step, datetime | None] = dict.fromkeys(get_args(Step))
        self.visits = Counter(
            "onrecord_feed_visits", "Visits to feeds by their outcome.", ["status"], registry=registry
        )
        self.articles = Counter("onrecord_articles", "New articles and versions kept.", registry=registry)
        self.read = Counter("onrecord_articles_read", "Articles read for statements and deals.", registry=registry)
        self.digests = Counter("onrecord_digests", "Digests written.", registry=registry)
        self.messages = Counter(
            "onrecord_messages", "Messages given to a platform.", ["platform", "outcome"], registry=registry
        )
        self.answers = Histogram(
            "onrecord_answer_seconds", "Time to answer a question.", registry=registry, buckets=ANSWER_SECONDS
        )
        self._steps = Histogram(
            "onrecord_step_seconds", "Time that a step took.", ["step"], registry=registry, buckets=STEP_SECONDS
        )
        self._failures = Counter("onrecord_step_failures", "Steps that ended early.", ["step"], registry=registry)
        self._last = Gauge("onrecord_step_ended_seconds", "When a step last ended well.", ["step"], registry=registry)
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        GCCollector(registry=registry)

    @contextmanager
    def step(self, name: Step) -> Iterator[None]:
        """Measure one run of a step; only one that ends well counts as its last."""
        began = time.perf_counter()
        try:
            yield
        except BaseException:
            self._failures.labels(step=name).inc()
            raise
        self._steps.labels(step=name).observe(time.perf_counter() - began)
        self._ended[name] = self._clock()
        self._last.labels(step=name).set(self._clock().timestamp())

    @property
    def last_ended(self) -> Mapping[Step, datetime | None]:
        """When each step last ended well, None before its first time."""
        return MappingProxyType(self._ended)

    def exposition(self) -> bytes:
        """Everything in Prometheus' text format."""
        return generate_latest(self._registry)
