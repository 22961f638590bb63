# The service alone; Neo4j runs in its own official container.
FROM python:3.11-slim
WORKDIR /app
COPY requirements/runtime.txt requirements/fast.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/runtime.txt \
 && pip install --no-cache-dir --no-deps --only-binary :all: --require-hashes -r requirements/fast.txt
COPY . .
RUN pip install --no-cache-dir hatchling editables \
 && pip install --no-cache-dir --no-deps --no-build-isolation . \
 && useradd --create-home service
USER service
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=12 \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz')"]
CMD ["graph-service", "serve", "--host", "0.0.0.0"]
