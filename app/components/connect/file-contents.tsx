import { useTranslation } from 'react-i18next'
import { formatCount, formatDay } from '#reports/month/format.ts'
import type { HomeClock } from '../../connect/message-counts.ts'
import type { Contents } from '../../connect/protocol.ts'
import { inWords } from '../../connect/sentences.ts'
import type { Locale } from '../../i18n/locale.ts'
import { FileMonths } from './file-months.tsx'

const MOST_SENTENCES = 5
/** What a sheet is, by what of it there is; a booking's sheet tells no homes, a roster tells people too. */
const SHEETS = ['shift', 'stay', 'review', 'incident', 'property'] as const

/** What a file holds: format, span, and its lines by what becomes of them. */
export function FileContents({
  contents,
  clock,
  isShort,
  locale,
}: {
  contents: Contents
  clock: HomeClock
  /** it is loaded: what it is, and no more */
  isShort: boolean
  locale: Locale
}) {
  const { t } = useTranslation()
  const { kinds, left_out, not_understood } = contents
  const number = (n: number) => formatCount(n, locale)
  const sum = (counts: readonly (readonly [string, number])[]) =>
    number(counts.reduce((all, [, count]) => all + count, 0))
  const sheet = SHEETS.find((kind) => kinds.some(([name]) => name === kind))
  const format =
    contents.format === 'sheet' && sheet !== undefined
      ? t(`connect.format.of_sheet.${sheet}`)
      : t(`connect.format.${contents.format}`)
  const day = (ms: number | null) =>
    ms === null ? '' : formatDay(dateIn(clock.timezone, ms), locale, { withYear: true })
  const head = [
    format,
    ...(contents.conversations === 0
      ? []
      : [
          `${day(contents.first_at)} – ${day(contents.last_at)}`,
          t('connect.card.chats', { count: contents.conversations }),
        ]),
  ]
  if (isShort) return <p className="note">{head.join(' · ')}</p>
  return (
    <>
      <p className="note">{head.join(' · ')}</p>
      <dl className="contents">
        <div>
          <dt>{t('connect.card.understood')}</dt>
          <dd>
            {sum(kinds)}
            <small>
              {kinds.map(([kind, count]) => `${t(`connect.kinds.${kind}`)} ${number(count)}`).join(' · ')}
            </small>
          </dd>
        </div>
        {left_out.length === 0 ? null : (
          <div>
            <dt>{t('connect.card.leftOut')}</dt>
            <dd>
              {sum(left_out)}
              <small>
                {left_out
                  .map(([why, count]) => `${t(`connect.leftOut.${why}`)} ${number(count)}`)
                  .join(' · ')}
              </small>
            </dd>
          </div>
        )}
        {not_understood.length === 0 ? null : (
          <div>
            <dt>{t('connect.card.notUnderstood')}</dt>
            <dd className="warn">
              {sum(not_understood)}
              {not_understood.slice(0, MOST_SENTENCES).map(([sentence, count]) => (
                <small key={sentence}>
                  {count === 1 ? '' : `${number(count)} × `}
                  {inWords(sentence, locale)}
                </small>
              ))}
            </dd>
          </div>
        )}
      </dl>
      {contents.months.length === 0 ? null : (
        <FileMonths months={contents.months} clock={clock} locale={locale} />
      )}
    </>
  )
}

/** YYYY-MM-DD by the clock of a zone. */
function dateIn(timezone: string, ms: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' }).format(ms)
}
