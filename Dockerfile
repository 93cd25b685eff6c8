# One image for web, worker, beat and migrations; docker-compose.yml tells each what to do.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PYTHONTZPATH="" PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /srv/coachapp

# The parts first: they change less often than the code, so that most builds reuse this layer.
COPY requirements.lock requirements-build.lock ./
RUN pip install --require-hashes -r requirements.lock && pip install --require-hashes -r requirements-build.lock

COPY pyproject.toml README.md ./
COPY coachapp coachapp
COPY migrations migrations
RUN pip install --no-deps --no-build-isolation -e . \
    && useradd --system --uid 10001 --home-dir /data coachapp \
    && install -d -o coachapp -g coachapp -m 0700 /data /data/files

USER coachapp
ENV COACHAPP_DATA=/data COACHAPP_STORAGE=file:///data/files
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "coachapp.wsgi:app", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", \
     "--threads", "8", "--no-control-socket", "--worker-tmp-dir", "/dev/shm", "--graceful-timeout", "20"]
