# One image for every process: web, pipeline, topics, demo. What it does is the command (see docker-compose.yml).
FROM node:24.11-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24.11-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build --chown=node:node /app /app
RUN mkdir -p /app/var && chown node:node /app/var
USER node
EXPOSE 3000 9464
ENTRYPOINT ["node", "bin/insights.mjs"]
CMD ["serve"]
