import type { Database } from '../db/client.server.ts'
import { datedRows, type Dated, type Within } from '../aggregate.ts'
import type { Directory } from '../directory/directory.ts'
import type { Benefit, BenefitMetric, OwnerNight } from '../metrics/automation.ts'
import { readOwnerNights } from '../nights/owner-nights.server.ts'
import type { Period } from '../time/period.ts'
import type { Scope } from '../directory/scope.ts'
import { readQuestions, type Questions } from './questions.server.ts'
import { readBenefitStays, type BenefitStay, type CountedStay } from './stays.server.ts'
import { wholeDay, type WholeFrom } from '../wholeness.ts'

export interface BenefitQuery {
  /** whose rows are read */
  whole: Period
  /** whose keys stand in the breakdown */
  period: Period
  scope: Scope
  as_of: number
  by: string | null
  /** from when on messages and stays are told whole, together */
  told_whole: WholeFrom
}

/** Under which keys a stay stands; null: under none of its own. Of topics nobody can say it. */
function stayKeys({ property_id, channels, sent }: BenefitStay, by: string): readonly (string | null)[] {
  const orNone = (keys: string[]) => (keys.length === 0 ? [null] : [...new Set(keys)])
  if (by === 'property') return [property_id]
  if (by === 'channel') return orNone([...channels])
  return by === 'template' ? orNone(sent.map(({ template }) => template)) : []
}

/** Reads what the metrics look at, and nothing else. */
export async function readBenefit(
  db: Database,
  directory: Directory,
  metrics: Record<string, BenefitMetric>,
  { whole, period, by, ...query }: BenefitQuery,
): Promise<Dated<Benefit>> {
  const reads = new Set(Object.values(metrics).flatMap((metric) => metric.reads))
  const shared = { ...query, period: whole }
  const [nights, known, all, sliced] = await Promise.all([
    reads.has('nights') ? readOwnerNights(db, directory, shared) : [],
    reads.has('stays')
      ? readBenefitStays(db, directory, { ...shared, withSurveys: reads.has('surveys') })
      : [],
    reads.has('questions') ? readQuestions(db, directory, { ...shared, by: null }) : [],
    reads.has('questions') && by !== null ? readQuestions(db, directory, { ...shared, by }) : [],
  ])
  const stays = known.map((stay): CountedStay => ({
    ...stay,
    is_whole: stay.date >= wholeDay(query.told_whole, stay.property_id),
  }))
  const { assumptions } = directory
  const nightsDated = datedRows<OwnerNight>(nights, period, ({ property_id }) => [property_id])
  const staysDated = datedRows(stays, period, stayKeys)
  const allDated = datedRows<Questions>(all, period, () => [])
  const slicedDated = datedRows(sliced, period, ({ key }) => [key])
  return {
    within: (...dates) => ({
      nights: nightsDated.within(...dates),
      stays: staysDated.within(...dates),
      questions: allDated.within(...dates),
      assumptions,
    }),
    slices: (dimension) => {
      const nightsBy = dimension === 'property' ? nightsDated.slices(dimension) : null
      const staysBy = dimension === 'topic' ? null : staysDated.slices(dimension)
      const questionsBy = slicedDated.slices(dimension)
      const keys = new Set([nightsBy, staysBy, questionsBy].flatMap((slices) => [...(slices?.keys() ?? [])]))
      const cut = <Row>(
        slices: ReadonlyMap<string | null, Within<readonly Row[]>> | null,
        key: string | null,
      ): Within<readonly Row[] | null> => (slices === null ? () => null : (slices.get(key) ?? (() => [])))
      return new Map(
        [...keys].map((key): [string | null, Within<Benefit>] => [
          key,
          (...dates) => ({
            nights: cut(nightsBy, key)(...dates),
            // of topics: all stays, so that the questions per stay of all topics add up
            stays: staysBy === null ? staysDated.within(...dates) : cut(staysBy, key)(...dates),
            questions: cut(questionsBy, key)(...dates),
            assumptions,
          }),
        ]),
      )
    },
  }
}
