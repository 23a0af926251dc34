/** The cases of metrics.md with a known right answer that concern turns. */
import { describe, expect, test } from 'vitest'
import { ownerHomes, turnsAt } from './figures.ts'
import {
  bot,
  guest,
  manager,
  mark,
  message,
  moment,
  planned,
  policy,
  property,
  shift,
  source,
  stay,
  type Told,
} from '../support/events.ts'
import { ask } from './told.ts'

const turns = (events: Told[], other: Parameters<typeof ask>[2] = {}) =>
  ask('turns', [property(), ...events], other)
const total = (events: Told[], other: Parameters<typeof ask>[2] = {}) => turns(events, other).total
const at = (text: string) => Date.parse(moment(text))
const day = '2025-03-04'

describe('waits', () => {
  test('1: guest 10:00, guest 10:30, manager 10:40 is one turn of 40 min', () => {
    const events = [guest(`${day} 10:00`), guest(`${day} 10:30`), manager(`${day} 10:40`)]
    expect(total(events)).toMatchObject({ turns: 1, late: 1, wait_max_s: 2400, guest_messages: 2 })
  })

  test('2: never answered is overdue and in the percentiles', () => {
    const answer = total([guest(`${day} 10:00`)], { as_of: at(`${day} 12:00`) })
    expect(answer).toMatchObject({ turns: 1, overdue: 1, wait_p50_s: 7200, in_time_share: 0 })
    expect(total([guest(`${day} 10:00`)], { as_of: at(`${day} 10:10`) })).toMatchObject({ waiting: 1 })
  })

  test('3: thanks after the answer open nothing', () => {
    const events = [
      guest(`${day} 10:00`),
      manager(`${day} 10:05`),
      guest(`${day} 10:06`, { needs_reply: false }),
    ]
    expect(total(events)).toMatchObject({ turns: 1, in_time: 1, overdue: 0 })
  })

  test('4: silence since Monday, guest on Friday', () => {
    const events = [manager('2025-03-03 10:00'), guest('2025-03-07 14:00'), manager('2025-03-07 14:10')]
    expect(total(events)).toMatchObject({ turns: 1, wait_max_s: 600, in_time: 1 })
  })

  test('5: a bot with handoff does not answer', () => {
    const events = [guest(`${day} 10:00`), bot(`${day} 10:05`, { handoff: true }), manager(`${day} 10:20`)]
    expect(total(events)).toMatchObject({ wait_max_s: 1200, handoffs: 1, handoff_p50_s: 900, bot_share: 0 })
  })

  test('6: only an automatic acknowledgement', () => {
    const events = [
      guest(`${day} 10:00`),
      message('automation', `${day} 10:00:01`),
      message('manager', `${day} 10:00:05`),
    ]
    expect(total(events, { as_of: at(`${day} 10:09`) })).toMatchObject({ waiting: 1, autoresponses: 1 })
    expect(total(events)).toMatchObject({ overdue: 1 })
    const slower = [guest(`${day} 10:00`), message('manager', `${day} 10:00:05.001`)]
    expect(total(slower)).toMatchObject({ in_time: 1, autoresponses: 0 })
  })

  test('7: staff writes first', () => {
    const events = [manager(`${day} 10:00`), guest(`${day} 12:00`), manager(`${day} 12:03`)]
    expect(total(events)).toMatchObject({ turns: 1, wait_max_s: 180 })
  })

  test('8: credit to who answered', () => {
    const events = [
      manager(`${day} 10:00`, { author_id: 'day' }),
      guest(`${day} 23:00`),
      manager(`${day} 23:04`, { author_id: 'night' }),
    ]
    expect(turns(events, { by: 'person' }).by).toMatchObject([
      { key: 'night', turns: 1 },
      { key: null, turns: 0 },
    ])
  })

  test('9: five impatient messages are one breach', () => {
    const five = [0, 5, 10, 15, 20].map((minute) => guest(`${day} 10:${String(minute).padStart(2, '0')}`))
    expect(total([...five, manager(`${day} 10:30`)])).toMatchObject({ turns: 1, late: 1, guest_messages: 5 })
  })

  test('10: nothing to measure is no data', () => {
    expect(total([])).toMatchObject({ turns: 0, in_time_share: null, wait_p50_s: null, wait_max_s: null })
  })

  test('19: guest and answer in the same millisecond, whatever their ids', () => {
    const pair = [manager(`${day} 10:00`), guest(`${day} 10:00`)]
    expect(total(pair)).toMatchObject({ turns: 1, in_time: 1, wait_max_s: 0 })
  })

  test('41: after three days and never count a day', () => {
    const events = [
      guest('2025-03-04 10:00'),
      manager('2025-03-07 10:00'),
      guest('2025-03-08 10:00', { conversation_id: 'd' }),
    ]
    expect(total(events)).toMatchObject({ wait_p50_s: 86400, wait_max_s: 86400, answered: 1, overdue: 1 })
  })

  test('18: percentiles of two managers are over both', () => {
    const chat = (i: number, minutes: number, who: string) => {
      const conversation_id = `x${i}`
      const end = `${day} 10:${String(minutes).padStart(2, '0')}`
      return [guest(`${day} 10:00`, { conversation_id }), manager(end, { conversation_id, author_id: who })]
    }
    const events = [...chat(0, 10, 'a'), ...Array.from({ length: 9 }, (_, i) => chat(i + 1, 1, 'b')).flat()]
    expect(total(events).wait_p90_s).toBeCloseTo(114, 9)
  })
})

describe('marks, calls, promises', () => {
  test('26: answered by phone', () => {
    const events = [guest(`${day} 03:02`), mark('answered_elsewhere', `${day} 03:07`, { how: 'phone' })]
    expect(total(events)).toMatchObject({ in_time: 1, wait_max_s: 300 })
    expect(
      total([guest(`${day} 03:02`), mark('answered_elsewhere', `${day} 03:07`, { actor: { role: 'bot' } })]),
    ).toMatchObject({ overdue: 1 })
  })

  test('27: an undelivered answer is none', () => {
    const late = [
      guest(`${day} 03:02`),
      manager(`${day} 03:04`, { delivered: false }),
      manager(`${day} 03:40`),
    ]
    expect(total(late)).toMatchObject({ late: 1, wait_max_s: 2280 })
    const marked = [
      guest(`${day} 03:02`),
      manager(`${day} 03:04`),
      mark('undelivered', `${day} 03:05`),
      manager(`${day} 03:40`),
    ]
    expect(total(marked, { as_of: at(`${day} 03:04`) })).toMatchObject({ waiting: 1 })
    expect(total(marked)).toMatchObject({ late: 1, wait_max_s: 2280 })
  })

  test('28: a missed call is called back', () => {
    const events = [guest(`${day} 03:00`, { kind: 'missed_call' }), manager(`${day} 03:06`, { kind: 'call' })]
    expect(total(events)).toMatchObject({
      wait_max_s: 360,
      missed_calls: 1,
      called_back_share: 1,
      call_back_p50_s: 360,
    })
    const unanswered = [
      guest(`${day} 03:00`, { kind: 'missed_call' }),
      manager(`${day} 03:06`, { kind: 'missed_call' }),
    ]
    expect(total(unanswered, { as_of: at(`${day} 04:00`) })).toMatchObject({
      overdue: 1,
      called_back_share: null,
    })
    expect(total(unanswered, { as_of: at(`${day} 04:00:01`) })).toMatchObject({
      called_back_share: 0,
      call_back_p50_s: 3601,
    })
  })

  test('29: no_reply_needed on a question', () => {
    const events = [guest(`${day} 10:00`), mark('no_reply_needed', `${day} 10:40`)]
    expect(total(events)).toMatchObject({ turns: 0, dismissed: 1, overdue: 0, wait_p50_s: null })
    expect(turnsAt(events, at('2025-04-01 00:00'), 'Europe/Moscow')).toMatchObject([{ state: 'dismissed' }])
    const tooLate = [guest(`${day} 10:00`), mark('no_reply_needed', '2025-03-05 10:00:00.001')]
    expect(total(tooLate)).toMatchObject({ dismissed: 0, overdue: 1 })
  })

  test('33: a promise is kept or not', () => {
    const held = [
      guest(`${day} 03:00`),
      manager(`${day} 03:00:20`, { holding: true }),
      manager(`${day} 04:40`),
    ]
    expect(total(held)).toMatchObject({ late: 1, held: 1, wait_max_s: 20 })
    expect(total(held, { as_of: at(`${day} 03:30:20`) })).toMatchObject({ in_time: 1, held: 0 })
    expect(total(held, { as_of: at(`${day} 03:30:20.001`) })).toMatchObject({ late: 1, held: 1 })
  })

  test('40: a second promise is no answer', () => {
    const events = [
      guest(`${day} 10:00`),
      manager(`${day} 10:00:30`, { holding: true }),
      manager(`${day} 10:20`, { holding: true }),
      manager(`${day} 10:45`),
    ]
    expect(total(events)).toMatchObject({ turns: 1, late: 1, held: 1, wait_max_s: 30 })
  })

  test("a conversation that is not a guest's is left out, whenever that was said", () => {
    const events = [guest(`${day} 10:00`), mark('not_a_guest', '2025-12-01 10:00')]
    expect(total(events, { as_of: at(`${day} 12:00`) })).toMatchObject({ turns: 0, guest_messages: 0 })
  })

  test('the one person on shift is credited', () => {
    const events = [
      planned('2025-03-03 10:00', `${day} 09:00`, `${day} 18:00`),
      shift('started', `${day} 09:00`),
      guest(`${day} 10:00`),
      message('manager', `${day} 10:02`),
    ]
    expect(turns(events, { by: 'person' }).by).toMatchObject([
      { key: 'anna', answered: 1 },
      { key: null, turns: 0 },
    ])
    const two = [...events, shift('started', `${day} 09:30`, { shift_id: 't', manager_id: 'boris' })]
    expect(turns(two, { by: 'person' }).by).toMatchObject([{ key: null, answered: 1 }])
  })
})

describe('threads, stays, homes', () => {
  test('17: the answer comes in another channel of the same stay', () => {
    const events = [
      guest(`${day} 10:00`, { stay_id: 'S', channel: 'booking' }),
      manager(`${day} 10:07`, { conversation_id: 'd', stay_id: 'S', channel: 'whatsapp' }),
    ]
    expect(total(events)).toMatchObject({ turns: 1, wait_max_s: 420 })
  })

  test('24: home and stay by guest_id', () => {
    const nowhere = { property_id: undefined, guest_id: 'g' }
    const events = [
      stay('2025-03-01', '2025-03-10', { guest_id: 'g' }),
      guest(`${day} 10:00`, { ...nowhere, channel: 'whatsapp' }),
      manager(`${day} 10:07`, { ...nowhere, conversation_id: 'd', channel: 'avito' }),
    ]
    expect(turns(events, { by: 'property' }).by).toMatchObject([{ key: 'N', turns: 1, in_time: 1 }])
  })

  test('25: one chat, two stays', () => {
    const june = stay('2025-06-01', '2025-06-05', { guest_id: 'g' })
    const december = stay('2025-12-01', '2025-12-05', { guest_id: 'g', stay_id: 'D', property_id: 'M' })
    const asks = ['2025-06-02 10:00', '2025-11-20 10:00'].map((time) =>
      guest(time, { property_id: undefined, guest_id: 'g' }),
    )
    // in one chat a question would wait with the one before it
    const rows = turnsAt(
      [june, december, ...asks, manager('2025-06-02 10:05')],
      at('2025-12-31 00:00'),
      'Europe/Moscow',
    )
    expect(rows.map(({ property_id, by }) => [property_id, by.stage, by.guest])).toEqual([
      ['N', 'stay', 'new'],
      ['M', 'before', 'returning'],
    ])
  })

  test('36: the stay is named only later', () => {
    const events = [
      guest(`${day} 10:00`),
      manager(`${day} 10:20`, { conversation_id: 'd' }),
      message('automation', `${day} 18:00`, { stay_id: 'S' }),
      message('automation', `${day} 18:00`, { conversation_id: 'd', stay_id: 'S' }),
    ]
    expect(total(events, { as_of: at(`${day} 12:00`) })).toMatchObject({
      turns: 1,
      late: 1,
      wait_max_s: 1200,
    })
  })

  test('42: listings left out later take nothing back', () => {
    const listed = property({ property_id: 'M', listings: [{ channel: 'avito', id: 'L' }] })
    const events = [
      listed,
      property({ property_id: 'M' }, '2025-06-01 00:00'),
      guest(`${day} 10:00`, { property_id: undefined, listing_id: 'L' }),
    ]
    expect(turns(events, { by: 'property' }).by).toMatchObject([{ key: 'M', turns: 1 }])
  })

  test('39: the same id from two sources is two events', () => {
    const one = guest(`${day} 10:00`)
    expect(total([one, { ...one, source: 'crm://other' }])).toMatchObject({ guest_messages: 2, turns: 1 })
  })

  test('13: three times and backwards', () => {
    const events = [
      property(),
      stay('2025-03-01', '2025-03-10'),
      guest(`${day} 10:00`),
      bot(`${day} 10:00`, { handoff: true }),
      manager(`${day} 10:20`),
      guest(`${day} 23:30`),
    ]
    expect(ask('turns', [...events, ...events, ...events].reverse(), { by: 'hour', every: 'month' })).toEqual(
      ask('turns', events, { by: 'hour', every: 'month' }),
    )
  })
})

describe('dates, nights, promises', () => {
  test('12: a month ends at 00:30 local', () => {
    const months = { from: '2025-03-01', until: '2025-05-01', every: 'month' } as const
    const events = [guest('2025-03-31T21:30:00Z')]
    // a night turn is of its night's date, its message of its own
    expect(turns(events, months).series).toMatchObject([
      { from: '2025-03-01', turns: 1, guest_messages: 0 },
      { from: '2025-04-01', turns: 0, guest_messages: 1 },
    ])
    const lateNight = policy('2025-01-01 00:00', { night_from: '01:00' })
    expect(turns([lateNight, ...events], months).series).toMatchObject([
      { from: '2025-03-01', turns: 0, guest_messages: 0 },
      { from: '2025-04-01', turns: 1, guest_messages: 1 },
    ])
  })

  test('20: 07:59:59 is night, 08:00:00 is day', () => {
    expect(total([guest(`${day} 07:59:59`)])).toMatchObject({ night_turns: 1 })
    expect(total([guest(`${day} 08:00:00`)])).toMatchObject({ night_turns: 0, turns: 1 })
  })

  test('15: a softer promise later changes nothing before it', () => {
    const events = [
      policy('2025-02-01 00:00'),
      policy('2025-06-01 00:00', { valid_from: moment('2025-02-01 00:00'), answer_within_s: 3600 }),
      guest(`${day} 10:00`),
      manager(`${day} 10:20`),
      guest('2025-07-01 10:00'),
      manager('2025-07-01 10:20'),
    ]
    expect(turns(events, { every: 'month', from: '2025-03-01', until: '2025-08-01' }).series).toMatchObject([
      { late: 1 },
      {},
      {},
      {},
      { in_time: 1 },
    ])
  })

  test('34: a home sold on the 15th', () => {
    const sold = property({ owner_id: 'pavel', owner_from: '2025-03-15' }, '2025-03-20 12:00')
    const events = [
      property(),
      sold,
      guest('2025-03-14 23:59'),
      // of the night that began on the 14th, and of the 15th
      guest('2025-03-15 07:59', { conversation_id: 'd' }),
      guest('2025-03-15 08:00', { conversation_id: 'e' }),
    ]
    const his = (owner: string) => ownerHomes(events, owner, 'Europe/Moscow')
    expect(his('olga')).toEqual([{ property_id: 'N', from: null, until: '2025-03-15' }])
    expect(his('pavel')).toEqual([{ property_id: 'N', from: '2025-03-15', until: null }])
    expect(total(events, { homes: his('olga'), unassigned: false })).toMatchObject({ turns: 2 })
    expect(total(events, { homes: his('pavel'), unassigned: false })).toMatchObject({ turns: 1 })
  })

  test('22: what nobody reports is null; what is declared is 0 from its day on', () => {
    const answer = turns([guest(`${day} 10:00`)])
    expect(answer.total).toMatchObject({ handoffs: null, night_handoffs: null, missed_calls: null })
    expect(answer.not_reported).toMatchObject({ handoffs: 'handoffs', missed_calls: 'calls' })
    const declared = turns([guest(`${day} 10:00`), source(['handoffs'], '2025-02-01')])
    expect(declared.total).toMatchObject({ handoffs: 0, handoff_p50_s: null })
    expect(declared.since).toMatchObject({ handoffs: '2025-02-01' })
  })
})
