import { Form, Link, useLocation, useSubmit } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Bar } from '../filters/view.server.ts'

/** Month and homes. Without JavaScript the list has a button beside it. */
export function FilterBar({
  bar,
  monthTitle,
  reportHref,
}: {
  bar: Bar
  monthTitle: string
  reportHref?: string | null
}) {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const submit = useSubmit()
  const kept = bar.chosen === '' ? '' : `&for=${encodeURIComponent(bar.chosen)}`
  const month = (to: string | null, label: string, sign: string) =>
    to === null ? (
      <span aria-disabled="true" aria-hidden="true">
        {sign}
      </span>
    ) : (
      <Link to={`${pathname}?month=${to}${kept}`} aria-label={label} preventScrollReset>
        {sign}
      </Link>
    )
  const isChoice = bar.homes.length > 1 || bar.owners.length > 0
  return (
    <div className="bar">
      <span className="months">
        {month(bar.previous, t('bar.previous'), '‹')}
        <strong>{monthTitle}</strong>
        {month(bar.next, t('bar.next'), '›')}
      </span>
      {isChoice ? (
        <Form
          method="get"
          action={pathname}
          onChange={(event) => {
            submit(event.currentTarget)
          }}
        >
          <input type="hidden" name="month" value={bar.month} />
          <select name="for" aria-label={t('bar.homes')} defaultValue={bar.chosen} key={bar.chosen}>
            <option value="">{t(bar.owners.length > 0 ? 'bar.everyHome' : 'bar.allHomes')}</option>
            {bar.owners.length > 0 ? (
              <optgroup label={t('bar.owners')}>
                {bar.owners.map(({ value, name }) => (
                  <option key={value} value={value}>
                    {name}
                  </option>
                ))}
              </optgroup>
            ) : null}
            <optgroup label={t('bar.homes')}>
              {bar.homes.map(({ value, name }) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </optgroup>
          </select>
          <noscript>
            <button className="button" type="submit">
              {t('bar.show')}
            </button>
          </noscript>
        </Form>
      ) : null}
      {reportHref == null ? null : (
        <a className="button push" href={reportHref}>
          {t('bar.report')}
        </a>
      )}
    </div>
  )
}
