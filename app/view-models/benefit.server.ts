import type { TFunction } from 'i18next'
import { benefitInWords, type BenefitInWords } from '#reports/month/benefit.ts'
import { readBenefitContents } from '#reports/month/benefit.server.ts'
import { ASSUMED, compared, COMPARISON_INPUTS, inputsOf, type Comparison } from '#reports/month/comparison.ts'
import { formatCount } from '#reports/month/format.ts'
import type { Database } from '#sql/db/client.server.ts'
import type { View } from '../filters/view.server.ts'
import type { Locale } from '../i18n/locale.ts'

export interface BenefitPage extends BenefitInWords {
  comparison: {
    inputs: { key: string; label: string; value: string }[]
    rows: { key: keyof Comparison; label: string; value: string }[]
    sentence: string
  }
}

interface ViewContext {
  locale: Locale
  t: TFunction
}

export async function readBenefitPage(
  db: Database,
  view: View,
  search: URLSearchParams,
  of: ViewContext,
): Promise<BenefitPage> {
  const { directory, scope, as_of, months, hasBefore, audience } = view
  const contents = await readBenefitContents(db, directory, { scope, as_of, hasBefore, ...months })
  return {
    ...benefitInWords(contents, audience, of.locale),
    comparison: comparisonOf(contents.answer.total['attention_spared_s'] ?? 0, search, of),
  }
}

function comparisonOf(
  spared_s: number,
  search: URLSearchParams,
  { locale, t }: ViewContext,
): BenefitPage['comparison'] {
  const hours = Math.round(spared_s / 360) / 10
  const inputs = inputsOf(search, { hours, ...ASSUMED })
  const result = compared(inputs)
  // nobody's income and fee are known here: without them there is nothing to compare with
  const isGiven = search.has('income') && search.has('fee_percent')
  const money = (value: number) => t('benefit.money', { value: formatCount(Math.round(value), locale) })
  const rows = ['own_time', 'software', 'bad_reviews', 'oneself', 'managed'] as const
  const plain = (value: number) => String(value).replace('.', locale === 'ru' ? ',' : '.')
  return {
    inputs: COMPARISON_INPUTS.map((key) => ({
      key,
      label: t(`benefit.input.${key}`),
      value: plain(inputs[key]),
    })),
    rows: rows.map((key) => ({
      key,
      label: t(`benefit.row.${key}`),
      value: key === 'managed' && !isGiven ? '–' : money(result[key]),
    })),
    sentence: isGiven
      ? t(result.difference >= 0 ? 'benefit.dearer' : 'benefit.cheaper', {
          value: money(Math.abs(result.difference)),
        })
      : t('benefit.fill'),
  }
}
