import { expect, test } from 'vitest'
import type { Verdict } from '#sql/ledger/verdict.ts'
import { plain } from '#tests/support/october.ts'
import { verdictWord } from './night-words.ts'
import { capabilityWord, categoryWord, causeWord, channelWord, topicWord } from './single-words.ts'

test('single words; what is not known is shown as it is', () => {
  const verdicts: Verdict[] = ['quiet', 'in_time', 'late', 'overloaded', 'silent', 'nobody', 'no_data']
  expect(verdicts.map((verdict) => plain(verdictWord({ verdict }, 'management', 'ru'))).join(', ')).toBe(
    'без обращений, вовремя, с опозданием, заняты другими, смена молчала, никого на смене, нет данных',
  )
  expect([categoryWord('hot_water', 'ru'), categoryWord('ghost', 'ru')]).toEqual([
    'Нет горячей воды',
    'ghost',
  ])
  expect([topicWord('hot_water', 'en'), topicWord('constructor', 'en')]).toEqual(['hot water', 'constructor'])
  expect([causeWord('neighbours', 'ru'), causeWord('__proto__', 'ru')]).toEqual(['от соседей', '__proto__'])
  expect([channelWord('sutochno', 'ru'), channelWord('tvil', 'ru')]).toEqual(['Суточно.ру', 'tvil'])
  expect(capabilityWord('clock or plans', 'ru')).toBe('не подключено: график смен или отметки о них')
})
