# ssmdoc with all it needs, for CI that runs containers. Cases need the socket of a Docker engine:
#   docker run --rm -v /var/run/docker.sock:/var/run/docker.sock -v "$PWD:/work" ssmdoc test
ARG BASE=python:3.13-slim
FROM ${BASE} AS build
COPY . /src
RUN python3 -m venv /opt/ssmdoc && /opt/ssmdoc/bin/pip install --no-cache-dir --disable-pip-version-check "/src[aws,moto]"

FROM ${BASE}
COPY --from=build /opt/ssmdoc /opt/ssmdoc
ENV PATH=/opt/ssmdoc/bin:$PATH
WORKDIR /work
ENTRYPOINT ["ssmdoc"]
CMD ["--help"]
