/** A process that is told to end while it starts ends in good order, as later on. */
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { some } from './support/amount.ts'
import { freshDir, start } from './support/insights.ts'

/** ms after it listens to signals: while it loads its program, opens the database, derives, and when it is up. */
const MOMENTS = some([0, 300, 700, 1_200, 2_000, 4_000], 1, Math.random)
const SIGNALS = ['SIGTERM', 'SIGINT'] as const

/** Says when the process first listens: until then a signal ends Node itself. */
const SAYING = `data:text/javascript,${encodeURIComponent(
  "process.on('newListener', (event) => event === 'SIGTERM' && process.stdout.write('listens\\n'))",
)}`

test.each(
  ['serve', 'pipeline'].flatMap((command) =>
    MOMENTS.map((ms, index) => ({ command, ms, signal: SIGNALS[index % 2] ?? 'SIGTERM' })),
  ),
)('$command, $signal after $ms ms', async ({ command, ms, signal }) => {
  const dir = freshDir()
  const child = start(dir, [command], {
    ...{ PORT: '0', METRICS_PORT: '0', NODE_OPTIONS: `--import ${SAYING}` },
    // nobody answers there, and is waited for
    KAFKA_BROKERS: command === 'pipeline' ? '127.0.0.1:1' : '',
  })
  let said = ''
  child.stderr?.on('data', (text: Buffer) => (said += text.toString()))
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  if (child.stdout !== null) await once(child.stdout, 'data')
  child.stdout?.resume()
  await sleep(ms)
  child.kill(signal)
  expect([...(await ended), said.includes('insights:')], said).toEqual([0, null, false])
  rmSync(dir, { recursive: true, force: true })
})
