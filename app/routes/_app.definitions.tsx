import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { aboutOf, labelOf } from '#reports/month/figure-rows.ts'
import { CATALOGUE, SUBJECTS } from '#sql/metrics/index.ts'
import type { Metric } from '#sql/metrics/metric.ts'
import { requirePerson } from '../auth/require-person.ts'
import { titleOf } from '../components/ui/title.ts'

export function loader({ context, request }: LoaderFunctionArgs) {
  const audience = requirePerson(context, request).kind === 'owner' ? 'owner' : 'management'
  const { locale, company } = context
  return {
    locale,
    company,
    audience,
    subjects: SUBJECTS.map((subject) => ({
      subject,
      metrics: Object.entries<Metric>(CATALOGUE[subject])
        .filter(([, { of }]) => of === undefined)
        .map(([id, metric]) => ({
          id,
          label: labelOf(metric, locale, { audience }),
          about: aboutOf(metric, locale, { audience }),
        })),
    })),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  titleOf(data, { ru: 'Как это считается', en: 'How this is counted' })

/** Every definition, from the catalogue. */
export default function Definitions() {
  const { subjects, audience } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  return (
    <>
      <h1 className="sentence">{t('definitions.title')}</h1>
      <p className="second">{t('definitions.text')}</p>
      {subjects.map(({ subject, metrics }) => (
        <section key={subject} id={subject} className="section">
          <h2>{t(`definitions.subject.${audience}.${subject}`)}</h2>
          <dl className="definitions">
            {metrics.map(({ id, label, about }) => (
              <div key={id} id={`${subject}.${id}`}>
                <dt>{label}</dt>
                <dd>{about}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </>
  )
}
