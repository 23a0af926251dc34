/** docs/events.md against the door: every example is taken, and every member that is read is explained. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { decode } from '#pipelines/decode.ts'
import { KINDS } from '#pipelines/events/index.ts'
import { projectFile } from '#sql/paths.ts'

const context = {
  received_at: Date.parse('2026-11-01T00:00:00Z'),
  origin: 'docs',
  zones: new Set(['Europe/Moscow']),
}
const text = readFileSync(projectFile('docs', 'events.md'), 'utf8')
const examples = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => json ?? '')

test.each(examples)('%s', (json) => {
  expect(decode(json, context)).toMatchObject({ kind: 'row' })
})

test('every type has an example', () => {
  const shown = examples.map((json) => (JSON.parse(json) as { type: string }).type)
  expect(shown.sort()).toEqual([...KINDS.keys()].sort())
})

/** Names of members, those of members of members too. */
function namesIn(schema: z.core.JSONSchema.BaseSchema): string[] {
  const parts = [...(schema.anyOf ?? []), ...[schema.items ?? []].flat()]
  return [
    ...parts.flatMap((part) => (typeof part === 'boolean' ? [] : namesIn(part))),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, member]) => [
      name,
      ...(typeof member === 'boolean' ? [] : namesIn(member)),
    ]),
  ]
}

/** What is said of a type: its section, or its row in the table of the directory. */
function saidOf(type: string): string {
  const section = text.split(`### ${type}\n`)[1]?.split('\n## ')[0]?.split('\n### ')[0]
  return section ?? text.split('\n').find((line) => line.startsWith(`| ${type} |`)) ?? ''
}

test.each([...KINDS.keys()])('every member of %s is explained', async (type) => {
  const file = `#pipelines/events/${type.split('.')[1] ?? ''}.ts`
  const { schema } = (await import(/* @vite-ignore */ file)) as { schema: z.ZodType }
  const members = namesIn(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))
  const prose = saidOf(type).replace(/```json\n[\s\S]*?```/g, '')
  expect(members.length).toBeGreaterThan(2)
  expect(members.filter((name) => !new RegExp(`\\b${name}\\b`).test(prose))).toEqual([])
})
