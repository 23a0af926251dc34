import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '#reports/month/format.ts'
import type { Contents } from '../../connect/protocol.ts'
import { asLocale } from '../../i18n/locale.ts'
import { Text } from '../ui/text.tsx'

const MOST_NAMES = 3
/** The zone that most are asked about has words of its own. */
const MOSCOW = 'Europe/Moscow'

export interface LocalFile {
  name: string
  contents: Contents
}

interface ZoneQuestionProps {
  /** files whose times say no zone, as they were read; empty while they are read again */
  files: readonly LocalFile[]
  timezone: string
  isReading: boolean
  zones: readonly string[]
  onZone: (timezone: string) => void
}

/** Of which zone the times of files are that say none: the homes' is proposed, and what would speak against it is told. */
export function ZoneQuestion({ files, timezone, isReading, zones, onZone }: ZoneQuestionProps) {
  const { t } = useTranslation()
  const [isSaid, setIsSaid] = useState(false)
  const select = useRef<HTMLSelectElement>(null)
  useEffect(() => {
    if (isSaid) select.current?.focus({ preventScroll: true })
  }, [isSaid])
  if (files.length === 0 && !(isSaid && isReading)) return null
  const onSaid = () => {
    setIsSaid(true)
  }
  const zone = zoneText(timezone)
  return (
    <section className="to-check" aria-labelledby="zone-question">
      <h3 className="check">{t('connect.zone.title')}</h3>
      <div className="to-decide">
        <div>
          <p className="of-whom" id="zone-question">
            {isSaid
              ? t('connect.zone.said', { zone })
              : t(timezone === MOSCOW ? 'connect.zone.moscow' : 'connect.zone.other', { zone })}
          </p>
          <ZoneNote files={files} zone={zone} isAsked={!isSaid} />
        </div>
        <p className="picks">
          {isSaid ? (
            <select
              ref={select}
              aria-label={t('connect.zone.choose')}
              value={timezone}
              onChange={({ currentTarget }) => {
                onZone(currentTarget.value)
              }}
            >
              {[...new Set([timezone, ...zones])].map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          ) : (
            <>
              <button className="button pick" type="button" onClick={onSaid}>
                {t('connect.zone.yes')}
              </button>
              <button className="button" type="button" onClick={onSaid}>
                {t('connect.zone.no')}
              </button>
            </>
          )}
        </p>
      </div>
    </section>
  )
}

function ZoneNote({ files, zone, isAsked }: { files: readonly LocalFile[]; zone: string; isAsked: boolean }) {
  const { t, i18n } = useTranslation()
  const locale = asLocale(i18n.language) ?? 'ru'
  const sum = (of: (contents: Contents) => number) =>
    files.reduce((all, { contents }) => all + of(contents), 0)
  const chats = sum(({ conversations }) => conversations)
  const early = sum(({ early_chats }) => early_chats)
  const names = files.slice(0, MOST_NAMES).map(({ name }) => name)
  const more = files.length - names.length
  return (
    <>
      {isAsked ? (
        <p className="note">
          <Text>
            {t('connect.zone.why', {
              files: [...names, ...(more > 0 ? [t('connect.zone.more', { count: more })] : [])].join(', '),
              zone,
            })}
          </Text>
        </p>
      ) : null}
      {chats === 0 ? null : (
        <p className={early > 0 ? 'note warn' : 'note'} role="status">
          {early > 0
            ? t('connect.zone.early', { count: early, all: formatCount(chats, locale) })
            : t('connect.zone.noneEarly')}
        </p>
      )}
    </>
  )
}

/** 'Europe/Moscow, UTC+3' */
function zoneText(timezone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: timezone, timeZoneName: 'shortOffset' })
  const offset = parts.formatToParts().find(({ type }) => type === 'timeZoneName')?.value
  return offset === undefined ? timezone : `${timezone}, ${offset.replace('GMT', 'UTC')}`
}
