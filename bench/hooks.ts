/**
 * Hooks of a busy day: so many requests a second against a server of its own, how long each waits for its answer, that none is
 * lost, and how long it takes until one is counted. By hand: npm run bench:hooks [-- A_SECOND SECONDS]. See README.md.
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const A_SECOND = Number(process.argv[2] ?? 200)
const SECONDS = Number(process.argv[3] ?? 60)
const PORT = '3987'
const TOKEN = 'a-reading-token'
const folder = mkdtempSync(path.join(tmpdir(), 'insights-hooks-'))
const env = {
  ...process.env,
  DATA_DIR: folder,
  PORT,
  API_TOKENS: `${TOKEN}=all`,
  BASE_URL: `http://localhost:${PORT}`,
}
const insights = (...args: string[]) =>
  execFileSync(process.execPath, ['bin/insights.mjs', ...args], { env, encoding: 'utf8' })

let number = 0
const server = spawn(process.execPath, ['bin/insights.mjs', 'serve'], {
  env,
  stdio: ['ignore', 'ignore', 'inherit'],
})
try {
  await ready()
  const address = insights('hooks', 'add', 'avito', '--as', 'bench').split('\n')[0] ?? ''
  await burst(address)
  await untilCounted(address)
} finally {
  server.kill('SIGTERM')
  // it closes what lies in the folder
  await once(server, 'exit')
  rmSync(folder, { recursive: true, force: true })
}

async function ready(): Promise<void> {
  for (;;) {
    const answer = await fetch(`http://localhost:${PORT}/readyz`).catch(() => null)
    if (answer?.ok === true) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** A guest's question, or the answer to it, each chat of two. */
function body(): string {
  const id = number++
  const chat = Math.floor(id / 2)
  return JSON.stringify({
    ...{ id: `m${id}`, chat_id: `u2i-${chat}`, user_id: 5, author_id: id % 2 === 0 ? 900 + chat : 5 },
    ...{ created: Math.floor(Date.now() / 1000), type: 'text', chat_type: 'u2i' },
    content: { text: id % 2 === 0 ? 'Где лежит ключ?' : 'Под ковриком у двери' },
  })
}

async function send(address: string): Promise<{ ms: number; ok: boolean }> {
  const started = performance.now()
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: body(),
  }).catch(() => null)
  await answer?.text()
  return { ms: performance.now() - started, ok: answer?.ok ?? false }
}

async function burst(address: string): Promise<void> {
  const sent: Promise<{ ms: number; ok: boolean }>[] = []
  const started = performance.now()
  for (let n = 0; n < A_SECOND * SECONDS; n++) {
    const due = started + (n * 1000) / A_SECOND
    if (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, due - performance.now()))
    sent.push(send(address))
  }
  const answers = await Promise.all(sent)
  const waits = answers.map(({ ms }) => ms).sort((a, b) => a - b)
  const at = (share: number) =>
    (waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0).toFixed(0)
  const refused = answers.filter(({ ok }) => !ok).length
  process.stdout.write(
    `${answers.length} hooks, ${A_SECOND} a second: answered after ${at(0.5)} ms (median), ${at(0.95)} (p95), ${at(0.99)} (p99), ${at(1)} at most; ${refused} refused\n`,
  )
  const day = new Date().toISOString().slice(0, 10)
  const next = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
  const before = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
  const { total } = JSON.parse(
    insights('metrics', 'turns', '--from', before, '--until', next, '--format', 'json'),
  ) as { total: { guest_messages: number } }
  process.stdout.write(`  → of ${answers.length / 2} questions ${total.guest_messages} are counted\n`)
}

/** From sent to counted, one at a time. */
async function untilCounted(address: string): Promise<void> {
  const from = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  const until = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
  const counted = async () => {
    const answer = await fetch(`http://localhost:${PORT}/api/v1/metrics/turns?from=${from}&until=${until}`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    })
    return ((await answer.json()) as { total: { guest_messages: number } }).total.guest_messages
  }
  const waits: number[] = []
  for (let n = 0; n < 21; n++) {
    const before = await counted()
    const started = performance.now()
    await send(address)
    await send(address)
    while ((await counted()) === before);
    waits.push(performance.now() - started)
  }
  waits.sort((a, b) => a - b)
  process.stdout.write(
    `from sent to counted, asked again and again: ${(waits[10] ?? 0).toFixed(0)} ms (median), ${(waits[19] ?? 0).toFixed(0)} (p95)\n`,
  )
}
