import { formatCount, type Locale } from '../format.ts'
import { translator, type Key } from './translate.ts'

/** m один вопрос · n одно обращение · f одна ночь · fa одну ночь · to двоим */
export type Case = 'm' | 'n' | 'f' | 'fa' | 'to'

/** A number in a sentence: in words under ten, else in digits. */
export function spokenNumber(n: number, form: Case, locale: Locale): string {
  if (!Number.isInteger(n) || n < 1 || n > 9) return formatCount(n, locale)
  const own = form === 'to' || n < 3 ? `${form}${n}` : `any${n}`
  return translator(locale)(`small.${own}` as Key)
}

/** «один раз», «дважды», «38 раз» */
export function spokenTimes(n: number, locale: Locale): string {
  const t = translator(locale)
  if (n === 1) return t('times.once')
  if (n === 2) return t('times.twice')
  if (n === 3) return t('times.thrice')
  return t('times.more', { count: n, n: formatCount(n, locale) })
}

/**
 * A duration in words: seconds under a minute, minutes under two hours, hours and minutes under a day; a day and more
 * is «сутки или больше», as waits are counted with at most that.
 * @param s seconds
 * @param form 'for': «ждали 21 минуту», «за минуту»; 'over': «дольше 21 минуты», «дольше часа»
 */
export function spokenDuration(s: number, form: 'for' | 'over', locale: Locale): string {
  const t = translator(locale)
  const phrase = (unit: 'seconds' | 'minutes' | 'hours', count: number) =>
    t(`${form}.${unit}`, { count, n: formatCount(count, locale) })
  const seconds = Math.max(1, Math.round(s))
  if (seconds < 60) return phrase('seconds', seconds)
  const minutes = Math.round(s / 60)
  if (minutes >= 24 * 60) return t(`${form}.day`)
  if (minutes === 1) return t(`${form}.minute`)
  if (minutes === 60) return t(`${form}.hour`)
  if (minutes < 120) return phrase('minutes', minutes)
  const hours = phrase('hours', Math.floor(minutes / 60))
  return minutes % 60 === 0 ? hours : `${hours}\u00a0${phrase('minutes', minutes % 60)}`
}
