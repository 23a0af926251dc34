import type { TFunction } from 'i18next'
import { besideShare } from '#reports/month/beside-share.ts'
import { FEW, figureText } from '#reports/month/figure-rows.ts'
import { formatCount, formatDuration, formatShare, formatValue } from '#reports/month/format.ts'
import { readMonth } from '#reports/month/month.server.ts'
import { capabilityWord } from '#reports/month/single-words.ts'
import { translator } from '#reports/month/words/translate.ts'
import type { Database } from '#sql/db/client.server.ts'
import { meanOfAnswered, readExternalFigures } from '#sql/external-definitions/external-figures.server.ts'
import { HELP_DESK, RULES } from '#sql/external-definitions/rules.ts'
import { parsePeriod } from '#sql/time/period.ts'
import { readMetrics, type Answer } from '#sql/read.server.ts'
import { readWaits } from '#sql/waits.server.ts'
import type { View } from '../filters/view.server.ts'
import type { Locale } from '../i18n/locale.ts'
import { policyRows, type PolicyRow } from './policies.server.ts'

/** A promise of the texts, and what was measured of it. */
export interface PromiseRow {
  id: string
  promised: string
  measured: string
  note: string
  isKept: boolean | null
}

export interface OtherRow {
  key: string
  name: string
  value: string
  rule: string
  differs: string
  source: { url: string; dated: string } | null
}

export interface PromisesPage {
  title: string
  promises: PromiseRow[]
  /** what marks closed, and the share that counts it */
  beside: string[]
  policies: PolicyRow[]
  ours: { value: string; rule: string }
  others: OtherRow[]
  unpublished: string
}

interface ViewContext {
  locale: Locale
  t: TFunction
}

export async function readPromisesPage(db: Database, view: View, of: ViewContext): Promise<PromisesPage> {
  const { directory, scope, as_of, months } = view
  const whole = { scope, as_of, language: 'en', team: false }
  const period = parsePeriod(months.period.from, months.period.until)
  const read = (subject: 'turns' | 'incidents' | 'automation' | 'reviews', metrics: string[]) =>
    readMetrics(db, directory, { ...whole, subject, period, by: null, every: null, metrics })
  const [turns, incidents] = await Promise.all([
    read('turns', [
      'in_time_share',
      'people_in_time_share',
      'answered_within_5m_share',
      'answered_within_10m_share',
      'turns',
      'waiting',
      'people_turns',
      'in_time',
      'late',
      'overdue',
    ]),
    read('incidents', ['handled_in_time_share', 'handle_p50_s', 'incidents', 'open']),
  ])
  const [automation, reviews] = await Promise.all([
    read('automation', ['questions_per_stay_with_instructions', 'questions_per_stay_without_instructions']),
    read('reviews', [
      'handled_in_time_lift',
      'handled_in_time_lift_low',
      'handled_in_time_lift_high',
      'handled_in_time_lift_n',
    ]),
  ])
  const month = await readMonth(db, directory, { ...view, ...months })
  const external = await readExternalFigures(db, directory, { scope, period, as_of })
  const mean_s = meanOfAnswered(await readWaits(db, directory, { scope, period, as_of }))
  const { locale, t } = of
  const duration = (s: number) => formatDuration(s, locale).text
  const answered = turns.total['people_in_time_share'] ?? null
  return {
    title:
      answered === null
        ? t('promises.none')
        : t('promises.title', {
            share: questionsInTime(turns, of),
            day: duration(month.promise.answer_within_s),
            night: duration(month.promise.night_answer_within_s),
            context: month.promise.answer_within_s === month.promise.night_answer_within_s ? 'same' : '',
          }),
    promises: [
      answerRow(turns, month.promise, of),
      trouble(incidents, of),
      beforehand(automation, of),
      stars(reviews, of),
    ],
    beside: besideShare(month, of.locale),
    policies: policyRows(directory, scope, of),
    ours: { value: figureText('turns', 'in_time_share', turns, of.locale), rule: t('promises.ours') },
    others: [
      ...external.platforms.map(({ platform, answered: n, counted }) => ({
        key: platform,
        name: RULES[platform].name,
        value: counted === 0 ? '–' : shareOf(n, counted, of),
        rule: RULES[platform].rule[locale],
        differs: RULES[platform].differs[locale],
        source: RULES[platform].source,
      })),
      {
        key: 'help_desk',
        name: t('promises.helpDesk'),
        value: mean_s === null ? '–' : duration(mean_s),
        rule: HELP_DESK.rule[locale],
        differs: HELP_DESK.differs[locale],
        source: null,
      },
    ],
    unpublished:
      external.unpublished.length === 0
        ? ''
        : t('promises.unpublished', { names: external.unpublished.join(', ') }),
  }
}

function shareOf(n: number, of: number, { locale }: ViewContext): string {
  if (of < FEW)
    return translator(locale)('figures.of', { n: formatCount(n, locale), of: formatCount(of, locale) })
  return formatShare(n / of, locale)
}

/** «5 из 6 вопросов», «99 % вопросов» */
function questionsInTime(answer: Answer, of: ViewContext): string {
  const share = answer.total['people_in_time_share'] ?? null
  const [n, all] = answer.of['people_in_time_share'] ?? []
  if (share === null || n === undefined || all === undefined || all >= FEW)
    return of.t('promises.shareOf', { share: formatShare(share, of.locale) })
  return of.t('promises.someOf', { n: formatCount(n, of.locale), count: all })
}

function answerRow(answer: Answer, promise: { answer_within_s: number }, of: ViewContext): PromiseRow {
  const { locale, t } = of
  const share = answer.total['people_in_time_share'] ?? null
  const shareWithin = (minutes: 5 | 10) =>
    figureText('turns', `answered_within_${minutes}m_share`, answer, of.locale)
  return {
    id: 'answer',
    promised: t('promises.answer', { time: formatDuration(promise.answer_within_s, locale).text }),
    measured:
      share === null
        ? '–'
        : t('promises.inTime', { share: figureText('turns', 'people_in_time_share', answer, of.locale) }),
    note: share === null ? '' : t('promises.within', { five: shareWithin(5), ten: shareWithin(10) }),
    isKept: share === null ? null : share >= KEPT_SHARE,
  }
}

/** A promise is called kept when it was kept nine times of ten. */
const KEPT_SHARE = 0.9

function trouble(answer: Answer, of: ViewContext): PromiseRow {
  const { total, not_reported } = answer
  const { locale, t } = of
  const share = total['handled_in_time_share'] ?? null
  const missing = not_reported['handled_in_time_share']
  return {
    id: 'trouble',
    promised: t('promises.trouble'),
    measured:
      share === null
        ? '–'
        : t('promises.handled', {
            share: figureText('incidents', 'handled_in_time_share', answer, of.locale),
          }),
    note:
      missing !== undefined
        ? capabilityWord(missing, locale)
        : share === null
          ? t('promises.noTrouble')
          : t('promises.handledUsually', {
              time: formatDuration(total['handle_p50_s'] ?? null, locale).text,
              count: total['incidents'] ?? 0,
            }),
    isKept: share === null ? null : share >= KEPT_SHARE,
  }
}

/** «80 % вопросов снимаем заранее»: by how much questions per stay are fewer where instructions were sent. */
function beforehand({ total, not_reported }: Answer, { locale, t }: ViewContext): PromiseRow {
  const [sent, not] = ['with', 'without'].map(
    (how) => total[`questions_per_stay_${how}_instructions`] ?? null,
  )
  const missing = not_reported['questions_per_stay_with_instructions']
  const fewer = sent == null || not == null || not === 0 ? null : 1 - sent / not
  return {
    id: 'beforehand',
    promised: t('promises.beforehand'),
    measured:
      fewer === null
        ? '–'
        : t(fewer >= 0 ? 'promises.fewer' : 'promises.more', { share: formatShare(Math.abs(fewer), locale) }),
    note:
      missing !== undefined
        ? capabilityWord(missing, locale)
        : fewer === null
          ? t('promises.noneWithout')
          : t('promises.perStay', {
              sent: formatValue(sent ?? null, 'per_stay', locale),
              not: formatValue(not ?? null, 'per_stay', locale),
            }),
    isKept: fewer === null ? null : fewer >= 0.8,
  }
}

/** «+70 % к шансу на пять звёзд»: handled_in_time_lift, over the year. */
function stars({ total, not_reported }: Answer, { locale, t }: ViewContext): PromiseRow {
  const [lift, low, high] = ['', '_low', '_high'].map((end) => total[`handled_in_time_lift${end}`] ?? null)
  const missing = not_reported['handled_in_time_lift']
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${formatShare(Math.abs(value), locale)}`
  const isOpen = low != null && high != null && low <= 0 && high >= 0
  return {
    id: 'stars',
    promised: t('promises.stars'),
    measured: lift == null ? '–' : signed(lift),
    note:
      missing !== undefined
        ? capabilityWord(missing, locale)
        : lift == null || low == null || high == null
          ? t('promises.tooFew')
          : t(isOpen ? 'promises.liftOpen' : 'promises.lift', {
              low: signed(low),
              high: signed(high),
              stays: t('reviews.stays', { count: total['handled_in_time_lift_n'] ?? 0 }),
            }),
    isKept: lift == null || isOpen ? null : lift >= 0.7,
  }
}
