# docker build -t teams-audit-bot .
# docker run -d --env-file .env -p 3978:3978 -v teams-audit-bot:/app/data teams-audit-bot

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# No package the bot runs on needs its install script: nothing is compiled, so no compiler is installed.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
# A new named volume takes its owner from this folder: SQLite must be able to write there.
RUN mkdir data && chown node:node data
COPY --from=dependencies /app/node_modules node_modules
COPY package.json ./
COPY cards cards
COPY src src
USER node
VOLUME /app/data
EXPOSE 3978
# Alive, not ready: a container is not restarted because Graph is down. /readyz is for the load balancer.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3978) + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is process 1: SIGTERM reaches the bot, which finishes what it is doing and closes the store.
CMD ["node", "src/main.ts"]
