import { useCallback, useState } from 'react'
import { useNavigate, useRevalidator } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { HomeClock } from '../../connect/message-counts.ts'
import { isReady, useFiles } from '../../connect/use-files.ts'
import { FileCard, isNamed } from './file-card.tsx'
import { FileDrop, WhileOffline } from './file-drop.tsx'
import { ZoneQuestion } from './zone-question.tsx'

interface FilesProps {
  /** of the homes: proposed where a file says none */
  clock: HomeClock
  /** by reader: the name that was given last */
  connections: Readonly<Record<string, string>>
  zones: readonly string[]
}

const DEFAULT_CONNECTION = 'main'

/** Files from the first to the last: dropped, read in this browser, loaded by one button. */
export function Files({ clock, connections, zones }: FilesProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { revalidate } = useRevalidator()
  const onLoaded = useCallback(
    (name: string) => {
      navigate(`/connect?import=${name}`, { preventScrollReset: true })
      revalidate()
    },
    [navigate, revalidate],
  )
  const [timezone, setTimezone] = useState(clock.timezone)
  const answersFor = ({ name }: File) => ({
    connection: connections[readerLike(name)] ?? DEFAULT_CONNECTION,
    timezone,
    date_order: '' as const,
    complete: '',
  })
  const { files, isLoading, ...acts } = useFiles({ answersFor, clock, onLoaded })
  const ready = files.filter(isReady)
  const records = ready.reduce((sum, { state }) => sum + state.contents.events, 0)
  const isWrong = ready.some(({ answers }) => !isNamed(answers))
  const onZone = (zone: string) => {
    setTimezone(zone)
    for (const one of files)
      if (one.state.is === 'reading' || one.state.is === 'looked')
        acts.answer(one, { ...one.answers, timezone: zone })
  }
  return (
    <section className="section files" aria-labelledby="files">
      <h2 id="files" className="unseen">
        {t('connect.files.title')}
      </h2>
      <FileDrop onFiles={acts.add} />
      <WhileOffline>{t('connect.files.offlineRead')}</WhileOffline>
      <ul>
        {files.map((one) => (
          <FileCard
            key={one.id}
            one={one}
            clock={clock}
            onAnswers={(answers) => {
              acts.answer(one, answers)
            }}
            onRemove={() => {
              acts.remove(one)
            }}
            onAgain={() => {
              acts.again(one)
            }}
          />
        ))}
      </ul>
      <ZoneQuestion
        files={ready.flatMap(({ file, state: { contents } }) =>
          contents.local_zone === null ? [] : [{ name: file.name, contents }],
        )}
        timezone={timezone}
        isReading={files.some(({ state }) => state.is === 'reading')}
        zones={zones}
        onZone={onZone}
      />
      {ready.length === 0 ? null : (
        <div className="end-bar">
          <p className="note">{t('connect.files.loadNote')}</p>
          <button
            className="button strong"
            type="button"
            disabled={isLoading || isWrong}
            onClick={acts.loadAll}
          >
            {t('connect.files.load', { count: records })}
          </button>
        </div>
      )}
    </section>
  )
}

/** By the name alone: the reader itself is known when the file is read. */
function readerLike(name: string): string {
  if (/\.(?:csv|tsv|xlsx)$/i.test(name)) return 'sheet'
  return /\.json$/i.test(name) ? 'telegram' : 'whatsapp'
}
