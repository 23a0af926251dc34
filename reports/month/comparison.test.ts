import { expect, test } from 'vitest'
import { ASSUMED, compared, inputsOf } from './comparison.ts'

const given = { hours: 10, ...ASSUMED }

test('both sides, by hand', () => {
  expect(compared({ ...given, bad_reviews: 0.5 })).toEqual({
    own_time: 5000,
    software: 3000,
    bad_reviews: 5000,
    oneself: 13_000,
    managed: 14_000,
    difference: -1000,
  })
})

test('what is written counts, what is no number does not', () => {
  const form = new URLSearchParams({
    hours: '12,5',
    hour_price: '1 000',
    software: '',
    bad_reviews: '-1',
    income: 'много',
    fee_percent: '0',
  })
  expect(inputsOf(form, given)).toEqual({ ...given, hours: 12.5, hour_price: 1000, fee_percent: 0 })
  expect(inputsOf(new URLSearchParams(), given)).toEqual(given)
})
