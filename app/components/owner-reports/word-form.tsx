import { Form } from '@remix-run/react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Refused } from '../../owner-reports/act.server.ts'
import type { WordPlace } from '../../owner-reports/report.server.ts'
import { Text } from '../ui/text.tsx'

/** The manager's word for one place: what stands there, and the form that puts another in its stead. */
export function WordForm({ place, refused }: { place: WordPlace; refused: Refused | undefined }) {
  const { t } = useTranslation()
  const id = useId()
  const wrong = refused?.form === place.place ? refused : undefined
  const [length, setLength] = useState(wrong?.count ?? place.text.length)
  const label = place.place === 'all' ? 'all' : place.place === 'owner' ? 'owner' : 'home'
  return (
    <>
      {place.text === '' ? null : (
        <>
          <p className="say">{place.text}</p>
          <p className="note">
            <Text>{place.by}</Text>
          </p>
        </>
      )}
      <Form method="post" className="word" key={`${place.text} ${place.by} ${wrong?.text ?? ''}`}>
        <input type="hidden" name="intent" value="comment" />
        <input type="hidden" name="place" value={place.place} />
        <label htmlFor={id}>
          {t(place.text === '' ? `reports.word.${label}` : 'reports.word.another', { home: place.home })}
        </label>
        <textarea
          id={id}
          name="text"
          rows={4}
          maxLength={place.most}
          defaultValue={wrong?.text ?? place.text}
          aria-invalid={wrong === undefined ? undefined : true}
          aria-describedby={`${id}-most`}
          onChange={(event) => {
            setLength(event.currentTarget.value.length)
          }}
        />
        <p className={wrong === undefined ? 'note' : 'note bad'} id={`${id}-most`} role={wrong && 'alert'}>
          {wrong === undefined
            ? t('reports.word.most', { length, most: place.most })
            : t(`reports.wrong.${wrong.why}`, { count: wrong.count, most: place.most })}
        </p>
        <button className="button" type="submit">
          {t('reports.word.save')}
        </button>
      </Form>
    </>
  )
}
