/**
 * docker-compose.yml, as far as it can be held against the rest without Docker: what it runs is there, what it asks for is
 * explained, no secret has a default and no image moves by itself. Against the schema of compose files it was checked by
 * `docker compose config`.
 */
import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { projectFile } from '#sql/paths.ts'
import { runCommand } from '../cli/program.ts'

const read = (name: string) => readFileSync(projectFile(name), 'utf8')
const compose = read('docker-compose.yml')
const found = (pattern: RegExp, text = compose) => [...text.matchAll(pattern)].map(([, one]) => one ?? '')

test('every command that it runs is one of ours, with its options', async () => {
  const commands = found(/^ {4}command: \[(.+)\]$/gm).map((list) => list.split(', '))
  expect(commands).toContainEqual(['demo', '--to-kafka'])
  for (const [name = '', ...options] of commands) {
    let out = ''
    const context = {
      cwd: '.',
      isTerminal: false,
      stdin: Readable.from([]),
      now: Date.now,
      isServed: false,
      base_url: '',
      out: (text: string) => void (out += text),
      err: (text: string) => void (out += text),
      store: () => Promise.reject(new Error('help needs no database')),
    }
    expect(await runCommand([name, '--help'], context), name).toBe(0)
    for (const option of options) expect(out, name).toContain(option)
  }
})

test('images stand still, and what is asked for without a default stops it with a word', () => {
  for (const image of [...found(/^ *image: (.+)$/gm), ...found(/^FROM (\S+)/gm, read('Dockerfile'))])
    expect(image).toMatch(/:v?\d+(\.\d+)+[-\w]*$/)
  const secrets = found(/\$\{(\w*(?:PASSWORD|SECRET|TOKEN)\w*[^}]*)\}/g)
  expect(secrets).toContain('SESSION_SECRET:?set it in .env')
  for (const secret of secrets) expect(secret).toMatch(/:\?set it in \.env$|:-$/)
  // README.md, Run it grown, writes those that are asked for
  const required = new Set(found(/\$\{(\w+):\?/g))
  for (const name of required) expect(read('README.md')).toContain(`${name}=%s`)
})

test('whoever waits for a service waits for one that is there and tells how it is', () => {
  const services = new Map(
    found(/^( {2}[a-z]+:\n(?: {4,}.*\n|\n)+)/gm).map((text) => [/ {2}(\w+):/.exec(text)?.[1] ?? '', text]),
  )
  expect([...services.keys()]).toEqual(
    expect.arrayContaining(['kafka', 'clickhouse', 'mail', 'web', 'pipeline', 'demo']),
  )
  for (const [, name = '', condition] of compose.matchAll(/^ {6}(\w+): \{ condition: (\w+) \}$/gm)) {
    expect(services.has(name), name).toBe(true)
    if (condition === 'service_healthy') expect(services.get(name), name).toContain('healthcheck:')
  }
  const volumes = found(/^ {6}- (\w+):\//gm)
  expect(volumes.sort()).toEqual(found(/^ {2}(\w+):$/gm, compose.slice(compose.indexOf('\nvolumes:'))).sort())
})
