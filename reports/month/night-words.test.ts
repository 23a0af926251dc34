import { expect, test } from 'vitest'
import { plain } from '#tests/support/october.ts'
import type { NightColumn } from './contents.ts'
import { nightFact } from './night-words.ts'

test.each([
  [{ verdict: 'nobody', nobody_max_s: 6180 }, '1 ч 43 мин никого на связи', 'nobody there for 1 h 43 min'],
  [
    { verdict: 'unseen', gap_max_s: 900 },
    '15 мин дежурный по графику не отмечался и не отвечал',
    'the person scheduled neither clocked on nor answered for 15 min',
  ],
  [
    { verdict: 'silent', late: 1, worst_wait_s: 3060 },
    'гость ждал 51 минуту, дежурный был на смене и не отвечал',
    'a guest waited 51 minutes while the person on duty did not respond',
  ],
  [
    { verdict: 'overloaded', late: 1, worst_wait_s: 1680 },
    'один гость ждал 28 минут: дежурный в это время отвечал другим',
    'one guest waited 28 minutes while the person on duty was answering others',
  ],
  [
    { verdict: 'late', late: 2, worst_wait_s: 1260 },
    'два вопроса с опозданием, ждали до 21 минуты',
    'two questions late, after up to 21 minutes',
  ],
  [{ verdict: 'no_data' }, 'данные не поступали', 'no data came in'],
  [{ verdict: 'quiet' }, 'без вопросов', 'no questions'],
  [{ verdict: 'late', late: 1, running: { until_at: 0, waiting: 0 } }, 'ещё идёт', 'still going on'],
] as const)('a night told by what happened: %j', (some, ru, en) => {
  const night: NightColumn = {
    date: '2026-10-13',
    from_at: 0,
    until_at: 0,
    spans: [],
    turns: 4,
    late: 0,
    dots: [],
    worst_wait_s: null,
    gap_max_s: 0,
    nobody_max_s: 0,
    silences: [],
    also: [],
    ...some,
  }
  expect(plain(nightFact(night, 'owner', 'ru'))).toBe(ru)
  expect(plain(nightFact(night, 'owner', 'en'))).toBe(en)
})
