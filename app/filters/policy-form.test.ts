import { expect, test } from 'vitest'
import { DEFAULT_POLICY } from '#sql/directory/policy.ts'
import { filledFrom, promiseFrom } from './policy-form.ts'

const now = Date.parse('2026-11-20T10:00:00Z')
const at = { zone: 'Europe/Moscow', today: '2026-11-20', now }
const usual = filledFrom(DEFAULT_POLICY)

test('the form begins with what is in force, and sent as it is says the same from now on', () => {
  expect(usual).toMatchObject({ answer: '10', night_answer: '', night_from: '22:00', resolve_noise: '20' })
  expect(promiseFrom(usual, at)).toEqual({
    policy: {
      property_id: undefined,
      valid_from: '2026-11-20T10:00:00.000Z',
      answer_within_s: 600,
      night_answer_within_s: undefined,
      night_from: '22:00',
      night_to: '08:00',
      resolve_within_s: 900,
      follow_up_within_s: 1800,
      resolve_within_by_category: { noise: 1200, hot_water: 3600, heating: 3600 },
    },
  })
})

test('a day begins at the midnight of the home, a comma is a decimal sign, an empty category has no time of its own', () => {
  const filled = { ...usual, since: '2026-12-01', answer: '7,5', resolve_noise: '' }
  expect(promiseFrom(filled, at)).toMatchObject({
    policy: {
      valid_from: '2026-11-30T21:00:00.000Z',
      answer_within_s: 450,
      resolve_within_by_category: { hot_water: 3600, heating: 3600 },
    },
  })
})

test('what can’t be promised is named, all of it at once', () => {
  const filled = { ...usual, answer: 'soon', resolve: '0', night_from: '25:00', since: '2026-11-19' }
  expect(promiseFrom(filled, at)).toEqual({
    wrong: { answer: 'minutes', resolve: 'minutes', night_from: 'clock', since: 'past' },
  })
  expect(promiseFrom({ ...usual, night_to: '22:00' }, at)).toEqual({ wrong: { night_to: 'same' } })
  expect(promiseFrom({ ...usual, since: '2026-13-40' }, at)).toEqual({ wrong: { since: 'date' } })
})
