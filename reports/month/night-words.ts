import type { MonthContents, NightColumn } from './contents.ts'
import { formatDuration, type Locale } from './format.ts'
import { spokenDuration, spokenNumber } from './words/spoken.ts'
import { translator } from './words/translate.ts'

/** What a night comes to, beside its numbers: «смена молчала»; one that is not over comes to nothing yet. */
export function verdictWord(
  { verdict, running }: Pick<NightColumn, 'verdict' | 'running'>,
  audience: MonthContents['audience'],
  locale: Locale,
): string {
  const to = audience === 'owner' ? 'owner' : 'staff'
  return translator(locale)(`verdict.${to}.${running === undefined ? verdict : 'running'}`)
}

/** What a night comes to where it stands alone: what happened, not what is thought of it. «1 ч 43 мин никого на связи» */
export function nightFact(night: NightColumn, audience: MonthContents['audience'], locale: Locale): string {
  const t = translator(locale)
  const { verdict, late, running, worst_wait_s, nobody_max_s, gap_max_s } = night
  const waited_s = worst_wait_s ?? 0
  const values = {
    count: late,
    n: spokenNumber(late, 'm', locale),
    wait: spokenDuration(waited_s, 'for', locale),
    most: spokenDuration(waited_s, 'over', locale),
  }
  const gap = (s: number | null) => formatDuration(s, locale).text
  if (running !== undefined) return verdictWord(night, audience, locale)
  switch (verdict) {
    case 'nobody':
      return t('fact.nobody', { gap: gap(nobody_max_s ?? gap_max_s) })
    case 'unseen':
      return t('fact.unseen', { gap: gap(gap_max_s) })
    case 'silent':
      return t('fact.silent', values)
    case 'overloaded':
    case 'late':
      return t(`fact.${verdict}`, values)
    case 'no_data':
      return t('fact.no_data')
    case 'in_time':
    case 'quiet':
      return verdictWord(night, audience, locale)
  }
}

/** «Ночь ещё идёт. Пока три вопроса, все вовремя.»; null of a night that is over. */
export function runningSentence(
  { running, turns, late }: Pick<NightColumn, 'running' | 'turns' | 'late'>,
  audience: MonthContents['audience'],
  locale: Locale,
): string | null {
  if (running === undefined) return null
  const t = translator(locale)
  const to = audience === 'owner' ? 'owner' : 'staff'
  const number = (n: number) => spokenNumber(n, to === 'owner' ? 'm' : 'n', locale)
  const asked = t(`count.${to}`, { count: turns, n: number(turns) })
  if (turns === 0) return t('running.nobody')
  if (late > 0) return t('running.late', { asked, late: number(late) })
  if (running.waiting > 0) return t('running.waiting', { asked })
  return t(turns === 1 ? 'running.in_time_once' : 'running.in_time', { asked })
}
