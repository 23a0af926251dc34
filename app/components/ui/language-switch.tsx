import { Form, useLocation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'

/** To the other language, and back to the same page. */
export function LanguageSwitch() {
  const { i18n } = useTranslation()
  const { pathname, search } = useLocation()
  const other = i18n.language === 'en' ? 'ru' : 'en'
  return (
    <Form method="post" action="/language" reloadDocument>
      <input type="hidden" name="locale" value={other} />
      <input type="hidden" name="to" value={pathname + search} />
      <button className="plain" type="submit" lang={other}>
        {other === 'en' ? 'English' : 'По-русски'}
      </button>
    </Form>
  )
}
