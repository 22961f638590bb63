# The service alone; Neo4j runs in its own official container.
ARG PYTHON_IMAGE=python:3.11-slim

FROM ${PYTHON_IMAGE} AS build
WORKDIR /build
RUN pip install --no-cache-dir hatchling editables \
 && python -m venv --without-pip /opt/graph-service
COPY requirements/runtime.txt requirements/fast.txt requirements/
RUN pip --python /opt/graph-service/bin/python install --no-cache-dir --require-hashes -r requirements/runtime.txt \
 && pip --python /opt/graph-service/bin/python install --no-cache-dir --no-deps --only-binary :all: --require-hashes -r requirements/fast.txt
COPY pyproject.toml README.md LICENSE ./
COPY cypher cypher
COPY graph_service graph_service
RUN pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir wheels . \
 && pip --python /opt/graph-service/bin/python install --no-cache-dir --no-deps wheels/*.whl

FROM ${PYTHON_IMAGE}
COPY --from=build /opt/graph-service /opt/graph-service
RUN useradd --create-home service && install -d -o service -g service /work
ENV PATH=/opt/graph-service/bin:$PATH
USER service
# What commands read and write: reject files, exports, reports, histories.
WORKDIR /work
EXPOSE 8000
# Asked under a name that the service answers to.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=12 CMD ["python", "-c", \
  "import os, urllib.request as u; h = os.environ.get('GRAPH_SERVICE_ALLOWED_HOSTS') or '127.0.0.1'; \
u.urlopen(u.Request('http://127.0.0.1:8000/readyz', headers={'Host': h.split(',')[0].strip()}))"]
CMD ["graph-service", "serve", "--host", "0.0.0.0"]
