/**
 * A Telegram export to facts, beside JSON.parse of the same file and beside the import of the events that it gives.
 * By hand, on a quiet machine: npm run bench:export [-- MESSAGES]. See README.md.
 */
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { telegram } from '#pipelines/readers/telegram.ts'
import { spent, type Spent } from './child.ts'

const MESSAGES = Number(process.argv[2] ?? 500_000)
const MESSAGES_A_CHAT = 34
const WORDS = [
  'Здравствуйте, где лежит ключ?',
  'Под ковриком у двери',
  'Не работает отопление',
  'Включили, проверьте',
]

const folder = mkdtempSync(path.join(tmpdir(), 'insights-export-'))
const file = path.join(folder, 'result.json')
const events = path.join(folder, 'events.ndjson')
await writeExport()
await writeEvents()
const mib = (of: string) => statSync(of).size / 1024 / 1024
process.stdout.write(
  `${MESSAGES} messages: ${mib(file).toFixed(0)} MiB of result.json, ${mib(events).toFixed(0)} of events\n`,
)

const parse = `JSON.parse(require('fs').readFileSync(${JSON.stringify(file)}, 'utf8'))`
const parsed = told('JSON.parse', await spent(process.execPath, ['--max-old-space-size=8192', '-e', parse]))
const imported = (name: string, of: string, data: string) =>
  spent(process.execPath, ['bin/insights.mjs', 'import', of, '--as', 'bench', '--yes'], {
    DATA_DIR: path.join(folder, data),
  }).then((one) => told(name, one))
const read = await imported('import of result.json, facts ready', file, 'a')
const plain = await imported('import of its events, facts ready', events, 'b')
ratio('result.json to facts, of JSON.parse', read.wall_s / parsed.wall_s)
ratio('result.json to facts, of the import of its events', read.wall_s / plain.wall_s)
ratio('memory of result.json to facts, of JSON.parse', read.peak_mib / parsed.peak_mib)
rmSync(folder, { recursive: true })

function told(what: string, one: Spent): Spent {
  process.stdout.write(`${what}: ${one.wall_s.toFixed(1)} s, ${one.peak_mib.toFixed(0)} MiB at most\n`)
  return one
}

function ratio(what: string, value: number): void {
  process.stdout.write(`  → ${what}: ${value.toFixed(2)}\n`)
}

/** As Telegram Desktop writes it: one space an indent, each member on a line of its own. */
async function writeExport(): Promise<void> {
  const out = createWriteStream(file)
  const write = async (text: string) => {
    if (!out.write(text)) await once(out, 'drain')
  }
  await write(
    '{\n "personal_information": {\n  "user_id": 5\n },\n "chats": {\n  "about": "",\n  "list": [\n',
  )
  let unix = Date.parse('2024-01-01T00:00:00Z') / 1000
  const step = Math.floor((2.5 * 365 * 86_400) / MESSAGES)
  for (let sent = 0, chat = 1; sent < MESSAGES; chat++) {
    const messages: string[] = []
    for (let n = 0; n < MESSAGES_A_CHAT && sent < MESSAGES; n++, sent++, unix += step) {
      const from = n % 2 === 0 ? 700_000 + chat : 5
      const one = {
        ...{ id: sent + 1, type: 'message', date: new Date(unix * 1000).toISOString().slice(0, 19) },
        ...{ date_unixtime: String(unix), from: `Имя ${from}`, from_id: `user${from}` },
        ...{
          text: WORDS[n % WORDS.length],
          text_entities: [{ type: 'plain', text: WORDS[n % WORDS.length] }],
        },
      }
      messages.push(JSON.stringify(one, null, 1))
    }
    const head = { name: `Имя ${chat}`, type: 'personal_chat', id: 700_000 + chat }
    await write(
      `${chat === 1 ? '' : ',\n'}${JSON.stringify(head, null, 1).slice(0, -2)},\n "messages": [\n${messages.join(',\n')}\n ]\n}`,
    )
  }
  out.end('\n  ]\n }\n}\n')
  await once(out, 'close')
}

async function writeEvents(): Promise<void> {
  const out = createWriteStream(events)
  const pseudonym = (kind: string, key: string) =>
    `${kind}-${Buffer.from(key).toString('base64url').slice(-22)}`
  const bytes = createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>
  for await (const one of telegram.read(bytes, { connection: 'bench', pseudonym, timezone: 'Europe/Moscow' }))
    if ('event' in one && !out.write(`${JSON.stringify(one.event)}\n`)) await once(out, 'drain')
  out.end()
  await once(out, 'close')
}
