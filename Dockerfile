# Heed in a container: its PostgreSQL, its secret and its lock live in the one volume, /data.
# Written without a container engine at hand: each step was run by itself as this user, the image as a whole never.

FROM node:24-bookworm-slim AS build
WORKDIR /heed
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node_modules/.bin/node node_modules/vite/bin/vite.js build --logLevel warn
# What builds the web app is not needed to run it.
RUN npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
# PostgreSQL does not run as root. A number, so that it means the same outside.
RUN useradd --uid 10001 --create-home heed && mkdir /data && chown heed:heed /data && chmod 700 /data
WORKDIR /heed
COPY --from=build /heed ./
ENV PATH=/heed/node_modules/.bin:/heed/bin:$PATH \
    NODE_ENV=production \
    HEED_DATA=/data \
    HEED_HOST=0.0.0.0
USER heed
VOLUME /data
EXPOSE 4333
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.HEED_PORT ?? 4333) + '/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm or bin/setup: nothing is installed at start, and signals reach Heed itself.
CMD ["node", "src/app/main.ts", "up"]
