import type { TFunction } from 'i18next'
import type { MonthContents } from '#reports/month/contents.ts'
import { isMixed } from '#reports/month/clocks.ts'
import { noteBy } from '#reports/month/note-words.ts'
import { nightTitle } from '#reports/month/titles.ts'
import type { Locale } from '../i18n/locale.ts'
import { hoursOf, nightRow } from './nights.server.ts'

interface ViewContext {
  locale: Locale
  t: TFunction
}

/** The nights of a month side by side, with their title and what the signs mean. */
export function stripOf(contents: MonthContents, { locale, t }: ViewContext) {
  const { nights, promise, audience } = contents
  return {
    title: nightTitle(contents, locale),
    note: [
      nights.some((night) => night.spans.length > 0)
        ? t(audience === 'owner' ? 'nights.note' : 'nights.noteStaff', {
            from: promise.night_from,
            to: promise.night_to,
          })
        : t('nights.unknown'),
      ...(isMixed(contents) ? [t('nights.ownClock')] : []),
    ].join(' '),
    nights,
    rows: nights.map((night) => nightRow(night, contents.audience, { locale, t })),
    hours: hoursOf(contents, locale),
  }
}

/** What staff wrote about the month, with who, when and about what. */
export function notesOf(contents: MonthContents, locale: Locale): { text: string; by: string }[] {
  return contents.notes.map((note) => ({ text: note.text, by: noteBy(contents, note, { locale }) }))
}
