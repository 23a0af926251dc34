import type { TFunction } from 'i18next'
import { formatDay, formatTime } from '#reports/format.ts'
import { channelWord, topicWord } from '#reports/sentence.ts'
import type { Directory } from '#sql/directory.ts'
import type { Thread, ThreadStep } from '#sql/thread.server.ts'
import { formatDay as dateOf, localDay } from '#sql/zone.ts'
import type { Locale } from '../i18n/locale.ts'

interface Of {
  locale: Locale
  t: TFunction
  timezone: string
  directory: Directory
}

export interface Step {
  at: string
  time: string
  who: string
  about: string
  tone: string
  isAskedFor: boolean
}

/** A thread day by day, in words. */
export function threadDays(
  thread: Thread,
  of: Of,
): { days: { date: string; steps: Step[] }[]; stay: string | null; home: string } {
  const days = new Map<string, Step[]>()
  const day = (at: number) => dateOf(localDay(of.timezone, at))
  for (const step of thread.steps) {
    const own = days.get(day(step.at))
    if (own === undefined) days.set(day(step.at), [stepOf(step, of)])
    else own.push(stepOf(step, of))
  }
  const homes = [...new Set(thread.steps.map(({ property_id }) => property_id))].filter((id) => id !== '')
  return {
    days: [...days].map(([date, steps]) => ({ date: formatDay(date, of.locale), steps })),
    stay:
      thread.stay === null
        ? null
        : of.t('thread.stay', {
            from: formatDay(day(thread.stay.check_in_at), of.locale),
            until: formatDay(day(thread.stay.check_out_at), of.locale),
          }),
    home: homes.map((id) => of.directory.properties.get(id)?.name ?? id).join(', '),
  }
}

function stepOf(step: ThreadStep, { t, locale, timezone }: Of): Step {
  const at = new Date(step.at).toISOString()
  const about =
    step.what === 'mark'
      ? [t(`thread.mark.${step.mark}`)]
      : [
          t(`thread.does.${step.does}`),
          step.is_holding ? t('thread.holding') : '',
          kindWord(step.kind, t),
          step.topic === '' ? '' : topicWord(step.topic, locale),
          channelWord(step.channel, locale),
          step.is_delivered ? '' : t('thread.undelivered'),
        ]
  return {
    at,
    time: formatTime(at, timezone, locale),
    who: step.person ?? t(`thread.role.${step.role}`),
    about: about.filter((word) => word !== '').join('\u00a0· '),
    tone: step.role,
    isAskedFor: step.is_asked_for,
  }
}

/** Kinds are an open vocabulary: one that we don't know is shown as it is. */
function kindWord(kind: string, t: TFunction): string {
  return ['text', 'media', 'voice', 'reaction', 'call', 'missed_call'].includes(kind)
    ? t(`thread.kind.${kind}`)
    : kind
}
