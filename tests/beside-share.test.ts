import { expect, test } from 'vitest'
import { besideShare } from '#reports/month/beside-share.ts'
import { some } from './support/amount.ts'
import { plain } from './support/read-pdf.ts'
import { guest, manager, mark, owner, property } from './support/events.ts'
import { ownerMonths } from './support/owner-months.ts'

const asked = (id: string, time: string) => guest(time, { conversation_id: id })

const months = ownerMonths([
  owner(),
  property({ managed_from: '2025-03-01' }),
  ...['04', '05', '06'].flatMap((day) => [
    asked(day, `2025-03-${day} 23:00`),
    manager(`2025-03-${day} 23:04`, { conversation_id: day }),
  ]),
  // promised within ten minutes
  asked('late', '2025-03-07 23:00'),
  mark('no_reply_needed', '2025-03-08 07:00', { conversation_id: 'late' }),
  asked('soon', '2025-03-08 12:00'),
  mark('no_reply_needed', '2025-03-08 12:05', { conversation_id: 'soon' }),
  asked('phone', '2025-03-09 12:00'),
  mark('answered_elsewhere', '2025-03-09 12:05', { conversation_id: 'phone', how: 'phone' }),
])

const SAID = {
  ru: [
    'Один вопрос (ночью) закрыт отметкой «ответ не нужен» позже обещанного срока. Если учесть и его, вовремя — 4 из 5, а не 4 из 4; ночью — 3 из 4, а не 3 из 3.',
    'Ещё один вопрос закрыт той же отметкой раньше срока: в счёт он не идёт.',
    'Один вопрос закрыт отметкой «ответили иначе»: самого ответа в переписке нет.',
  ],
  en: [
    'One question (at night) was closed with the mark “no reply needed” after the promised time. Counting it too, on time: 4 of 5, not 4 of 4; at night 3 of 4, not 3 of 3.',
    'Besides, one question was closed with it before that time, and does not count.',
    'One question was closed with the mark “answered elsewhere”: the answer itself is not in the chats.',
  ],
}

// one of them at a push
test.each(some(['ru', 'en'] as const, 1, Math.random))(
  'beside the share, by the metrics, in PDF and mail alike, %s',
  async (locale) => {
    const { contents, mail, pdf } = await months.of('olga')
    const said = besideShare(contents, locale).map(plain)
    expect(said).toEqual(SAID[locale])
    const text = said.join(' ')
    expect(mail(locale).text).toContain(text)
    expect(mail(locale).html).toContain(text)
    expect(await pdf(locale)).toContain(text)
    const { turns } = contents.figures
    expect(contents.fractions?.turns['people_in_time_strict_share']).toEqual([4, 5])
    expect(turns['people_in_time_strict_share']).toBeCloseTo(4 / 5)
    expect(turns['night_people_in_time_strict_share']).toBeCloseTo(3 / 4)
  },
)
