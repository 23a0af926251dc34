import { expect, test } from 'vitest'
import { sampleCase } from '#tests/support/sample-cases.ts'
import { sampleFigures, sampleMonth } from '#tests/support/sample-month.ts'
import { changesBetween } from './changes.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const changes = (...[before, after, locale]: Parameters<typeof changesBetween>) =>
  (changesBetween(before, after, locale) ?? []).map((one) =>
    [one.kind, one.id, one.label, one.before, one.after].map(plain),
  )

test('what does not show in print is no change', () => {
  const month = sampleMonth()
  const other = sampleMonth({ as_of: '2027-01-01T00:00:00.000Z', data_as_of: null })
  const { turns } = other.figures
  turns['people_wait_p50_s'] = (turns['people_wait_p50_s'] ?? 0) + 1
  expect(changes(month, other, 'ru')).toEqual([])
})

test('a figure, a night and a case, as they are printed', () => {
  const before = sampleMonth({ cases: [sampleCase({ incident_id: 'i', handled_at: null, handle_s: 600 })] })
  const after = sampleMonth({
    figures: sampleFigures({ turns: { night_turns: 39 } }),
    cases: [sampleCase({ incident_id: 'i', handle_s: 600, handled_in_time: true, resolved_at: null })],
  })
  const [night] = after.nights
  if (night === undefined) throw new Error('no night')
  night.verdict = 'late'
  const found = changes(before, after, 'en')
  expect(found.map(([kind, id]) => `${kind ?? ''} ${id ?? ''}`)).toEqual([
    'figure incidents.handled_in_time_share',
    'figure turns.night_turns',
    // of 39 questions those that people answered are left to the bot
    'figure turns.night_bot_answered',
    `night ${night.date}`,
    'case i',
  ])
  expect(found[4]?.slice(3)).toEqual(['not helped yet', 'guest helped after 10 min, promised within 1 h'])
})

test('a case that is open grows older, and that is no change', () => {
  const open = (handle_s: number) =>
    sampleMonth({
      cases: [sampleCase({ handled_at: null, resolved_at: null, handle_s, handled_in_time: false })],
    })
  expect(changes(open(600), open(60_000), 'ru')).toEqual([])
})

test('a figure that is counted by another version is not compared, and beside what came in that is said', () => {
  const moved = sampleFigures({ turns: { night_turns: 39, people_wait_p50_s: 4000 } })
  const before = sampleMonth({ definitions: '2' })
  const otherwise = '2 turns.people_wait_p50_s@2'
  const only = sampleMonth({ figures: moved, definitions: '2 turns.people_wait_p50_s@2 turns.night_turns@3' })
  const found = changes(before, sampleMonth({ figures: moved, definitions: otherwise }), 'en')
  expect(found.map(([kind, id]) => `${kind ?? ''} ${id ?? ''}`)).toEqual([
    'figure turns.night_turns',
    'definition turns.people_wait_p50_s',
  ])
  expect(found[1]?.slice(3)).toEqual(['by definition no. 1', 'by definition no. 2'])
  // only definitions have changed: nothing to restate
  expect(changes(before, only, 'ru')).toEqual([])
})

test('by different editions of the rules nothing is compared', () => {
  expect(
    changesBetween(sampleMonth({ definitions: '99a10d45' }), sampleMonth({ definitions: '2' }), 'ru'),
  ).toBeNull()
})
