import { useTranslation } from 'react-i18next'
import { Text } from '../ui/text.tsx'

/** More than so many stand one tap away. */
const MOST_SHOWN = 5

/** What a restated report changed, a line each. */
export function Changes({ changes }: { changes: readonly string[] }) {
  const { t } = useTranslation()
  if (changes.length === 0) return null
  return (
    <details className="as-table" open={changes.length <= MOST_SHOWN}>
      <summary>{t('archive.changed', { n: changes.length })}</summary>
      <ul className="changes">
        {changes.map((change) => (
          <li key={change}>
            <Text>{change}</Text>
          </li>
        ))}
      </ul>
    </details>
  )
}
