import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateTime64, isLocalDate, readInstant, toUtc } from './time.ts'

const moment = fc.date({
  min: new Date('1900-01-01T00:00:00Z'),
  max: new Date('2299-12-31T23:59:59.999Z'),
  noInvalidDate: true,
})

test('every moment is written and read again to the millisecond', () => {
  fc.assert(
    fc.property(moment, (date) => {
      const iso = date.toISOString()
      expect(readInstant(iso)).toBe(date.getTime())
      expect(toUtc(iso)).toBe(iso)
      expect(`${dateTime64(date.getTime()).replace(' ', 'T')}Z`).toBe(iso)
    }),
    { numRuns: 3000 },
  )
})

test('a text is an instant only if it is one of the calendar and the clock', () => {
  const two = fc.nat(61).map((n) => String(n).padStart(2, '0'))
  fc.assert(
    fc.property(
      fc.tuple(fc.integer({ min: 1900, max: 2100 }), two, two, two, two, two),
      ([year, ...parts]) => {
        const [month, day, hour, minute, second] = parts
        const text = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`
        const date = new Date(
          Date.UTC(year, Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)),
        )
        expect(readInstant(text)).toBe(
          date.toISOString() === `${text.slice(0, -1)}.000Z` ? date.getTime() : null,
        )
        expect(isLocalDate(text.slice(0, 10))).toBe(readInstant(`${text.slice(0, 10)}T00:00:00Z`) !== null)
      },
    ),
    { numRuns: 5000 },
  )
})
