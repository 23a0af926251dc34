/** The cases of metrics.md that concern incidents. */
import { describe, expect, test } from 'vitest'
import { guest, incident, moment, property, source, stay, type Told } from '../support/events.ts'
import { ask } from './told.ts'

const total = (events: Told[], other: Parameters<typeof ask>[2] = {}) =>
  ask('incidents', [property(), ...events], other).total
const day = '2025-03-04'

describe('one incident', () => {
  test('22: none ever reported is null, none of a source that declares them is 0', () => {
    expect(total([])).toMatchObject({ incidents: null, unlogged_trouble: null })
    expect(total([source(['incidents'])])).toMatchObject({
      incidents: 0,
      handle_p50_s: null,
      per_100_nights: null,
    })
  })

  test('30: at the door since 03:00, written down at 05:58', () => {
    const events = [
      incident('opened', `${day} 05:58`, { reported_at: moment(`${day} 03:00`) }),
      incident('resolved', `${day} 06:00`),
    ]
    expect(total(events)).toMatchObject({
      handle_p50_s: 10800,
      resolve_p50_s: 10800,
      logged_late: 1,
      handled_in_time_share: 0,
    })
  })

  test('31: helped after 20 min, repaired next day', () => {
    const data = { category: 'hot_water' }
    const events = [
      incident('opened', `${day} 12:00`, data),
      incident('mitigated', `${day} 12:20`, data),
      incident('resolved', '2025-03-05 06:00', data),
    ]
    expect(total(events)).toMatchObject({
      handled_in_time_share: 1,
      resolved_in_time_share: 0,
      resolve_p50_s: 64800,
      acknowledge_p50_s: 1200,
    })
  })

  test('32: an extension is a request', () => {
    const data = { category: 'extend_stay' }
    expect(total([incident('opened', `${day} 12:00`, data)])).toMatchObject({
      incidents: 0,
      requests: 1,
      open: 0,
    })
    const cancelled = [incident('opened', `${day} 12:00`, data), incident('cancelled', `${day} 13:00`, data)]
    expect(total(cancelled)).toMatchObject({ requests: 0, cancelled: 0 })
  })

  test('37: an acknowledgement before the opening is ignored', () => {
    const events = [incident('acknowledged', `${day} 09:00`), incident('opened', `${day} 10:00`)]
    expect(total(events)).toMatchObject({ incidents: 1, acknowledge_p50_s: null, open: 1, resolved: 0 })
  })

  test('reopened: what came before it does not count as done; closed twice counts the later', () => {
    const events = [
      incident('opened', `${day} 10:00`),
      incident('resolved', `${day} 10:05`),
      incident('reopened', `${day} 11:00`),
    ]
    expect(total(events)).toMatchObject({
      open: 1,
      reopened: 1,
      handled_in_time_share: 0,
      acknowledge_p50_s: 300,
      resolve_p50_s: 2592000,
    })
    const closed = [...events, incident('resolved', `${day} 12:00`), incident('resolved', `${day} 13:00`)]
    expect(total(closed)).toMatchObject({ open: 0, resolved: 1, handle_p50_s: 7200, resolve_p50_s: 10800 })
  })

  test('cancelled is left out of all else', () => {
    const events = [incident('opened', `${day} 10:00`), incident('cancelled', `${day} 10:05`)]
    expect(total(events)).toMatchObject({ incidents: 0, cancelled: 1, open: 0 })
    expect(total(events, { as_of: Date.parse(moment(`${day} 10:04`)) })).toMatchObject({
      incidents: 1,
      cancelled: 0,
    })
  })
})

describe('beside others', () => {
  test('trouble that nobody wrote down', () => {
    const asks = guest(`${day} 10:00`, { topic: 'lock' })
    const near = incident('opened', `${day} 12:00`, { category: 'noise' })
    const far = incident('opened', `${day} 12:00:00.001`, { category: 'noise' })
    expect(total([asks, near])).toMatchObject({ unlogged_trouble: 0 })
    expect(total([asks, far])).toMatchObject({ unlogged_trouble: 1 })
    const request = incident('opened', `${day} 10:00`, { category: 'documents' })
    expect(total([asks, request])).toMatchObject({ unlogged_trouble: 1 })
  })

  test('the same trouble again within 72 hours', () => {
    const before = [incident('opened', '2025-03-01 08:00'), incident('resolved', '2025-03-01 09:00')]
    const again = (time: string, data = {}) => incident('opened', time, { incident_id: 'j', ...data })
    expect(total([...before, again('2025-03-04 09:00')])).toMatchObject({ repeated: 1 })
    expect(total([...before, again('2025-03-04 09:00:00.001')])).toMatchObject({ repeated: 0 })
    expect(total([...before, again('2025-03-04 09:00', { category: 'noise' })])).toMatchObject({
      repeated: 0,
    })
  })

  test('per 100 nights stayed, each night of a home once', () => {
    const stays = [
      stay('2025-03-01', '2025-03-05'),
      stay('2025-03-04', '2025-03-06', { stay_id: 'T' }),
      stay('2025-03-06', '2025-03-09', { stay_id: 'U', status: 'no_show' }),
    ]
    const known = [...stays, source(['stays', 'incidents']), incident('opened', `${day} 10:00`)]
    expect(total(known)).toMatchObject({ per_100_nights: 20 })
    expect(total(known, { as_of: Date.parse(moment(`${day} 12:00`)) })).toMatchObject({ per_100_nights: 25 })
  })
})
