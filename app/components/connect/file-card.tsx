import type { TFunction } from 'i18next'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount, formatShare } from '#reports/month/format.ts'
import { CONNECTION, DATE_ORDERS } from '#pipelines/readers/reader.ts'
import type { HomeClock } from '../../connect/message-counts.ts'
import type { Answers, Contents } from '../../connect/protocol.ts'
import type { DroppedFile, FileState } from '../../connect/use-files.ts'
import { asLocale, type Locale } from '../../i18n/locale.ts'
import { Name } from '../ui/text.tsx'
import { FileContents } from './file-contents.tsx'

interface Acts {
  onAnswers: (answers: Answers) => void
  onRemove: () => void
  onAgain: () => void
}

/** A file that was dropped: what it is, how far it is read or loaded, what is asked about it. */
export function FileCard({ one, clock, ...acts }: { one: DroppedFile; clock: HomeClock } & Acts) {
  const { t, i18n } = useTranslation()
  const locale = asLocale(i18n.language) ?? 'ru'
  const { state, file } = one
  const isGoing = state.is === 'reading' || state.is === 'loading'
  const isOver = state.is === 'loaded' || state.is === 'counting'
  return (
    <li className="file">
      <div className="file-head">
        <h3>
          <Name>{file.name}</Name>
        </h3>
        {isOver ? null : (
          <button className="plain" type="button" onClick={acts.onRemove}>
            {t(isGoing ? 'connect.files.cancel' : 'connect.files.remove')}{' '}
            <span className="unseen">{file.name}</span>
          </button>
        )}
      </div>
      <Progress state={state} locale={locale} label={file.name} />
      <FileWords state={state} t={t} />
      {state.is === 'refused' || state.is === 'unreadable' ? (
        <button className="button" type="button" onClick={acts.onAgain}>
          {t('connect.files.retry')}
        </button>
      ) : null}
      {'contents' in state ? (
        <FileContents contents={state.contents} clock={clock} isShort={isOver} locale={locale} />
      ) : null}
      {state.is === 'looked' && (state.contents.events > 0 || state.contents.needs_order) ? (
        <>
          <Completeness one={one} partial={state.contents.partial} onAnswers={acts.onAnswers} />
          <Questions one={one} contents={state.contents} onAnswers={acts.onAnswers} />
        </>
      ) : null}
    </li>
  )
}

/** Whether these are all there are: else no ratio of questions to stays is told (docs/rules.md#told-in-part). */
function Completeness({
  one: { answers },
  partial,
  onAnswers,
}: {
  one: DroppedFile
  partial: readonly string[]
  onAnswers: (answers: Answers) => void
}) {
  const { t } = useTranslation()
  const what = partial[0] ?? (answers.complete === '' ? undefined : answers.complete)
  if (what === undefined) return null
  return (
    <label className="tick">
      <input
        type="checkbox"
        checked={answers.complete === what}
        onChange={({ currentTarget }) => {
          onAnswers({ ...answers, complete: currentTarget.checked ? what : '' })
        }}
      />
      <span>
        {t('connect.hooks.complete', { what: t(`connect.hooks.tells.${what}`) })}
        <small>{t('connect.card.completeWhy')}</small>
      </span>
    </label>
  )
}

function Progress({ state, locale, label }: { state: FileState; locale: Locale; label: string }) {
  const { t } = useTranslation()
  if (state.is === 'reading') {
    const share = Math.min(1, state.share)
    return (
      <>
        <progress max={1} value={share} aria-label={label} />
        <p className="note">
          {t('connect.files.reading', { share: formatShare(share, locale) })}
          {' · '}
          {t('connect.files.readingEvents', { events: formatCount(state.events, locale) })}
        </p>
      </>
    )
  }
  if (state.is !== 'loading') return null
  const all = state.contents.events
  return (
    <>
      <progress max={Math.max(1, all)} value={state.sent} aria-label={label} />
      <p className="note">
        {t('connect.files.loading', { sent: formatCount(state.sent, locale), all: formatCount(all, locale) })}
      </p>
    </>
  )
}

/** What is to be said of it, once, also to who hears the page. */
function FileWords({ state, t }: { state: FileState; t: TFunction }) {
  const words = wordsOf(state, t)
  return (
    <div role="status">
      {words === null ? null : <p className={words.isBad ? 'missing' : 'good'}>{words.text}</p>}
    </div>
  )
}

function wordsOf(state: FileState, t: TFunction): { text: string; isBad: boolean } | null {
  switch (state.is) {
    case 'foreign':
      return {
        text: `${t(`connect.foreign.${state.what}`)} ${t('connect.foreign.nothingKept')}`,
        isBad: true,
      }
    case 'unreadable':
      return { text: t('connect.files.unreadable'), isBad: true }
    case 'refused':
      return { text: refusedText(state, t), isBad: true }
    case 'loading':
      return state.isWaiting ? { text: t('connect.files.offline'), isBad: true } : null
    case 'queued':
      return { text: t('connect.files.waitingTurn'), isBad: false }
    case 'counting':
      return { text: t('connect.files.counting'), isBad: false }
    case 'loaded':
      return { text: t(state.is_known ? 'connect.files.known' : 'connect.files.loaded'), isBad: false }
    case 'looked':
      return state.contents.events > 0 || state.contents.needs_order
        ? null
        : { text: t('connect.card.nothing'), isBad: true }
    case 'reading':
      return null
  }
}

const REFUSED = new Map([
  [403, 'signedOut'],
  [410, 'gone'],
  [422, 'nothing'],
])

function refusedText({ status, error }: FileState & { is: 'refused' }, t: TFunction): string {
  return t(`connect.files.refused.${REFUSED.get(status) ?? 'other'}`, { error: `${error} (${status})` })
}

/** Whose dates are written by people and phones, each in an order of its own. */
const WRITES_DATES: ReadonlySet<string> = new Set(['whatsapp', 'sheet'])

function Questions({
  one,
  contents: { needs_order: needsOrder, format },
  onAnswers,
}: {
  one: DroppedFile
  contents: Contents
  onAnswers: (answers: Answers) => void
}) {
  const { t } = useTranslation()
  const id = useId()
  const { answers } = one
  const isWrong = !isNamed(answers)
  const hasOrder = needsOrder || WRITES_DATES.has(format)
  return (
    <details className="as-table asked" open={needsOrder || isWrong ? true : undefined}>
      <summary>{t('connect.card.as', { connection: answers.connection })}</summary>
      <div className="questions">
        <label>
          <span>{t('connect.card.connection')}</span>
          <input
            value={answers.connection}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            aria-invalid={isWrong ? true : undefined}
            aria-describedby={`${id}-connection`}
            onChange={({ currentTarget }) => {
              onAnswers({ ...answers, connection: currentTarget.value.trim() })
            }}
          />
          <small id={`${id}-connection`} className={isWrong ? 'bad' : undefined}>
            {t(isWrong ? 'connect.card.connectionWrong' : 'connect.card.connectionHint')}
          </small>
        </label>
        {hasOrder ? (
          <label>
            <span>{t('connect.card.order')}</span>
            <select
              value={answers.date_order}
              aria-describedby={`${id}-order`}
              onChange={({ currentTarget }) => {
                const date_order = DATE_ORDERS.find((order) => order === currentTarget.value) ?? ''
                onAnswers({ ...answers, date_order })
              }}
            >
              <option value="">{t('connect.card.orderAuto')}</option>
              {DATE_ORDERS.map((order) => (
                <option key={order} value={order}>
                  {t(`connect.card.orders.${order}`)}
                </option>
              ))}
            </select>
            <small id={`${id}-order`}>{needsOrder ? t('connect.card.orderAsk') : ''}</small>
          </label>
        ) : null}
      </div>
    </details>
  )
}

/** Whether the connection can be called so. */
export function isNamed({ connection }: Answers): boolean {
  return CONNECTION.test(connection)
}
