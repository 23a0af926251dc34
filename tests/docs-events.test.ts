/** Every example of docs/events.md is taken by the door. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decode } from '#pipelines/decode.ts'
import { KINDS } from '#pipelines/events/index.ts'
import { projectFile } from '#sql/root.ts'

const context = {
  received_at: Date.parse('2026-11-01T00:00:00Z'),
  origin: 'docs',
  zones: new Set(['Europe/Moscow']),
}
const examples = [
  ...readFileSync(projectFile('docs', 'events.md'), 'utf8').matchAll(/```json\n([\s\S]*?)```/g),
].map(([, json]) => json ?? '')

test.each(examples)('%s', (json) => {
  expect(decode(json, context)).toMatchObject({ fate: 'row' })
})

test('every type has an example', () => {
  const shown = examples.map((json) => (JSON.parse(json) as { type: string }).type)
  expect(shown.sort()).toEqual([...KINDS.keys()].sort())
})
