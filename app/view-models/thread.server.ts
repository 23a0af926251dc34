import type { TFunction } from 'i18next'
import { momentAt, timeAt, zoneIn, type Clocks } from '#reports/month/clocks.ts'
import { formatDay } from '#reports/month/format.ts'
import { homeName, isolated } from '#reports/month/names.ts'
import { channelWord, topicWord } from '#reports/month/single-words.ts'
import type { Directory } from '#sql/directory/directory.ts'
import type { Thread, ThreadStep } from '#sql/thread.server.ts'
import { formatDay as dateOf, localDay } from '#sql/time/zone.ts'
import type { Locale } from '../i18n/locale.ts'

interface ViewContext {
  locale: Locale
  t: TFunction
  clocks: Clocks
  directory: Directory
}

export interface Step {
  at: string
  time: string
  who: string
  about: string
  tone: string
  isRequested: boolean
}

/** A thread day by day, in words. */
export function threadDays(
  thread: Thread,
  of: ViewContext,
): { days: { date: string; steps: Step[] }[]; stay: string | null; home: string } {
  const days = new Map<string, Step[]>()
  const day = (at: number, property_id: string) => dateOf(localDay(zoneIn(of.clocks, property_id), at))
  for (const step of thread.steps) {
    const date = day(step.at, step.property_id)
    const own = days.get(date)
    if (own === undefined) days.set(date, [stepOf(step, of)])
    else own.push(stepOf(step, of))
  }
  const homes = [...new Set(thread.steps.map(({ property_id }) => property_id))].filter((id) => id !== '')
  return {
    days: [...days].map(([date, steps]) => ({ date: formatDay(date, of.locale), steps })),
    stay:
      thread.stay === null
        ? null
        : of.t('thread.stay', {
            from: formatDay(day(thread.stay.check_in_at, thread.stay.property_id), of.locale),
            until: formatDay(day(thread.stay.check_out_at, thread.stay.property_id), of.locale),
          }),
    home: homes.map((id) => homeName(of.directory, id)).join(', '),
  }
}

function stepOf(step: ThreadStep, { t, locale, clocks }: ViewContext): Step {
  const at = new Date(step.at).toISOString()
  const beside = step.is_beside ? t('thread.beside') : ''
  const received =
    step.received_at === null
      ? ''
      : t('thread.received', {
          when: momentAt(clocks, step.property_id, new Date(step.received_at).toISOString(), locale),
        })
  const about =
    step.what === 'mark'
      ? [t(`thread.mark.${step.mark}`), received, beside]
      : [
          t(`thread.does.${step.does}`),
          step.is_holding ? t('thread.holding') : '',
          kindWord(step.kind, t),
          step.topic === '' ? '' : topicWord(step.topic, locale),
          channelWord(step.channel, locale),
          step.is_delivered ? '' : t('thread.undelivered'),
          beside,
        ]
  return {
    at,
    time: timeAt(clocks, step.property_id, at, locale),
    who: step.person === null ? t(`thread.role.${step.role}`) : isolated(step.person),
    about: about.filter((word) => word !== '').join('\u00a0· '),
    tone: step.role,
    isRequested: step.is_requested,
  }
}

/** Kinds are an open vocabulary: one that we don't know is shown as it is. */
function kindWord(kind: string, t: TFunction): string {
  return ['text', 'media', 'voice', 'reaction', 'call', 'missed_call'].includes(kind)
    ? t(`thread.kind.${kind}`)
    : kind
}
