import { useEffect, useId, useState, type DragEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** A field into which files are dropped, and a button that opens the system's own choice. */
export function FileDrop({ onFiles }: { onFiles: (files: FileList) => void }) {
  const { t } = useTranslation()
  const id = useId()
  const [isOver, setIsOver] = useState(false)
  const over = (is: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setIsOver(is)
  }
  return (
    // the input within takes the keyboard and the reader of the screen; dropping is a way beside it
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={isOver ? 'drop over' : 'drop'}
      onDragOver={over(true)}
      onDragLeave={over(false)}
      onDrop={(event) => {
        over(false)(event)
        onFiles(event.dataTransfer.files)
      }}
    >
      <p className="say" id={`${id}-drop`}>
        {t('connect.files.drop')}
      </p>
      <input
        id={id}
        className="unseen"
        type="file"
        multiple
        accept=".json,.zip,.txt,.csv,.tsv,.xlsx,.ics"
        aria-describedby={`${id}-drop ${id}-what`}
        onChange={({ currentTarget }) => {
          if (currentTarget.files !== null) onFiles(currentTarget.files)
          // the same file once more is chosen once more
          currentTarget.value = ''
        }}
      />
      <label htmlFor={id} className="button">
        {t('connect.files.choose')}
      </label>
      <p className="note" id={`${id}-what`}>
        {t('connect.files.what')}
      </p>
      <noscript>
        <p className="missing">{t('connect.files.noScript')}</p>
      </noscript>
    </div>
  )
}

/** What is said while there is no connection. */
export function WhileOffline({ children }: { children: ReactNode }) {
  const [isOffline, setIsOffline] = useState(false)
  useEffect(() => {
    const look = () => {
      setIsOffline(!navigator.onLine)
    }
    look()
    addEventListener('online', look)
    addEventListener('offline', look)
    return () => {
      removeEventListener('online', look)
      removeEventListener('offline', look)
    }
  }, [])
  return isOffline ? (
    <p className="notice" role="status">
      {children}
    </p>
  ) : null
}
