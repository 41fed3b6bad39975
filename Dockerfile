# The steps of the Makefile (a virtual environment, our package into it with every version pinned), as an image.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    ONRECORD_DATA_DIR=/data \
    ONRECORD_HTTP_HOST=0.0.0.0 \
    ONRECORD_HTTP_PORT=8080

RUN useradd --system --uid 10001 --no-log-init --home-dir /data onrecord \
    && install --directory --owner=onrecord --mode=0700 /data

WORKDIR /app
COPY . .
RUN python3 -m venv .venv \
    && .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-cache-dir -c constraints.txt -e .

USER 10001
VOLUME /data
EXPOSE 8080

# 10 s for the work in hand: as long as `docker stop` waits by default
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD [".venv/bin/python", "-c", "import os, urllib.request as r; r.urlopen(f\"http://127.0.0.1:{os.environ['ONRECORD_HTTP_PORT']}/healthz\", timeout=4)"]

ENTRYPOINT [".venv/bin/python", "-m", "bot"]
CMD ["run"]
