import { useTranslation } from 'react-i18next'

/** Nothing has come in yet: what to do about it. */
export function EmptyState({ base_url }: { base_url: string }) {
  const { t } = useTranslation()
  return (
    <>
      <h1 className="sentence">{t('empty.title')}</h1>
      <p className="second">{t('empty.text')}</p>
      <p>{t('empty.how')}</p>
      <pre>{firstEvent(base_url)}</pre>
      <p className="note">{t('empty.token')}</p>
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
