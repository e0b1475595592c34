# The bot in a container: see docs/deployment.md.

FROM python:3.13-slim AS packages
WORKDIR /source
COPY requirements.lock ./
RUN pip install --no-cache-dir "$(sed -n 's/^\(uv==[^ ]*\).*/\1/p' requirements.lock)"
COPY pyproject.toml README.md LICENSE ./
COPY bot ./bot
COPY faq ./faq
COPY handlers ./handlers
COPY storage ./storage
# The lock as a constraint: its versions and hashes, without the packages that only development needs.
RUN python -m venv /opt/otboinik \
    && VIRTUAL_ENV=/opt/otboinik uv pip install --no-cache --compile-bytecode --constraint requirements.lock .

FROM python:3.13-slim
RUN useradd --uid 10001 otboinik && install --directory --owner otboinik /data
COPY --from=packages /opt/otboinik /opt/otboinik
ENV PATH=/opt/otboinik/bin:$PATH HTTP_LISTEN=0.0.0.0:8080
# Here the settings' .env, the SQLite file and the uploads are looked for.
WORKDIR /data
VOLUME /data
USER otboinik
EXPOSE 8080
HEALTHCHECK --start-period=30s CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8080/health')"]
ENTRYPOINT ["otboinik"]
CMD ["run"]
