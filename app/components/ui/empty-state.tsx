import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'

/** Nothing has come in yet: what to do about it. Who may load files is led there; the first event by hand is for others. */
export function EmptyState({ base_url, canConnect }: { base_url: string; canConnect: boolean }) {
  const { t } = useTranslation()
  const byHand = (
    <>
      <p>{t('empty.how')}</p>
      <pre>{firstEvent(base_url)}</pre>
      <p className="note">{t('empty.token')}</p>
    </>
  )
  return (
    <>
      <h1 className="sentence">{t('empty.title')}</h1>
      <p className="second">{t(canConnect ? 'empty.connectText' : 'empty.text')}</p>
      {canConnect ? (
        <>
          <p>
            <Link className="button strong" to="/connect">
              {t('empty.connect')}
            </Link>
          </p>
          <details className="as-table">
            <summary>{t('empty.byHand')}</summary>
            {byHand}
          </details>
        </>
      ) : (
        byHand
      )}
    </>
  )
}

function firstEvent(base_url: string): string {
  return `curl ${base_url}/ingest \\
  -H "Authorization: Bearer $INGEST_TOKEN" \\
  -H "Content-Type: application/cloudevents+json" \\
  -d '{
    "specversion": "1.0",
    "id": "1",
    "source": "my-crm",
    "type": "butler.property.v1",
    "time": "2026-01-01T00:00:00Z",
    "data": { "property_id": "home-1", "name": "Невский, 24" }
  }'`
}
