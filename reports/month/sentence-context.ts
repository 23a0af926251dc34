import type { MonthContents } from './contents.ts'
import type { Locale } from './format.ts'
import type { LateWait } from './asked.ts'
import { spokenNumber } from './words/spoken.ts'
import type { Translate } from './words/translate.ts'

/** What the sentences of a month are made from. */
export interface Context {
  contents: MonthContents
  locale: Locale
  t: Translate
  /** whose words are spoken: «вопросы» or «обращения» */
  to: 'owner' | 'staff'
  lateWaits: LateWait[]
}

/** «один вопрос», «23 вопроса», «одно обращение» */
export function questionsOf({ t, to, locale }: Context, count: number): string {
  return t(`count.${to}`, { count, n: spokenNumber(count, to === 'owner' ? 'm' : 'n', locale) })
}
