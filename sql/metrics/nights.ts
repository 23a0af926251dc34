import type { Night } from '../nights.ts'
import { MINUTE_MS } from '../zone.ts'
import { under, type Fraction, type Metric } from './metric.ts'
import { NONE } from './none.ts'

/** A metric over nights, which have no table (see docs/decisions): one line over the nights of the period. */
export interface NightMetric extends Metric {
  value: (nights: readonly Night[]) => number | null | Fraction
}

const count = { unit: 'count', better: 'lower', empty: 0 } as const
const share = { unit: 'share', measures: 'time', better: 'higher', better_by: 0.02, empty: null } as const

const sum = (nights: readonly Night[], of: (night: Night) => number) =>
  nights.reduce((total, night) => total + of(night), 0)
const shareOf = (nights: readonly Night[], of_ms: (night: Night) => number): Fraction => ({
  part: sum(nights, of_ms),
  whole: sum(nights, (night) => night.window_ms),
})
const number = (nights: readonly Night[], is: (night: Night) => boolean) => nights.filter(is).length
const distinct = (nights: readonly Night[], of: (night: Night) => readonly string[]) =>
  new Set(nights.flatMap(of)).size

const NIGHTS = under<NightMetric>('nights', {
  nights: {
    label: { ru: 'Ночи', en: 'Nights' },
    home_nights_label: { ru: 'Ночи жилья', en: 'Home-nights' },
    about: {
      ru: 'Ночи жилья за период: каждая названа датой, в которую она началась.',
      en: 'Nights of homes in the period, each named by the date on which it begins.',
    },
    ...count,
    better: null,
    needs: [],
    value: (nights) => nights.length,
  },
})

const PRESENCE = under<NightMetric>('presence', {
  covered_share: {
    label: { ru: 'На смене по отметкам', en: 'Clocked on shift' },
    about: {
      ru: 'Доля ночного времени, когда хотя бы один дежурный был на смене по отметкам начала и конца.',
      en: 'Night time during which at least one person was clocked on shift, of all night time.',
    },
    ...share,
    needs: ['clock'],
    none: NONE.nights,
    value: (nights) => shareOf(nights, (night) => night.clocked_ms),
  },
  attended_share: {
    label: { ru: 'На смене или на связи', en: 'Clocked or seen' },
    short_label: { ru: 'Ночью кто-то был на связи', en: 'Someone there at night' },
    about: {
      ru: 'Доля ночного времени, когда кто-то был на смене по отметкам или это видно по его действиям: не реже раза в час и в пределах своей смены.',
      en: 'Night time during which someone was clocked, or seen by what he did: an act at least every hour, inside his shift.',
    },
    ...share,
    needs: ['clock'],
    none: NONE.nights,
    value: (nights) => shareOf(nights, (night) => night.attended_ms),
  },
  planned_share: {
    label: { ru: 'По графику', en: 'Planned' },
    short_label: { ru: 'Ночью кто-то был по графику', en: 'Someone planned at night' },
    about: {
      ru: 'Доля ночного времени, на которое по графику кто-то назначен.',
      en: 'Night time for which someone was planned, of all night time.',
    },
    ...share,
    needs: ['plans'],
    none: NONE.nights,
    value: (nights) => shareOf(nights, (night) => night.planned_ms),
  },
  gaps: {
    label: { ru: 'Разрывы', en: 'Gaps' },
    home_nights_label: { ru: 'Разрывы, по каждому жилью отдельно', en: 'Gaps, each home by itself' },
    about: {
      ru: 'Отрезки не короче минуты, когда никого не было: ни по отметкам, ни по действиям, ни за работой без отметки о смене (пока отметок не было — ни по графику, ни по действиям).',
      en: 'Stretches of at least a minute with nobody clocked, seen, or at work without a clocked shift (before clocking was reported: planned or seen).',
    },
    ...count,
    needs: ['clock or plans'],
    value: (nights) => sum(nights, (night) => night.gaps.length),
  },
  gap_max_s: {
    label: { ru: 'Самый долгий разрыв', en: 'Longest gap' },
    about: {
      ru: 'Самый долгий такой отрезок; 0, если их не было.',
      en: 'The longest of these stretches; 0 without one.',
    },

    unit: 'seconds',
    better: 'lower',
    empty: 0,
    needs: ['clock or plans'],
    value: (nights) =>
      nights.reduce(
        (longest, { gaps }) => gaps.reduce((max, gap) => Math.max(max, gap.until_at - gap.from_at), longest),
        0,
      ) / 1000,
  },
  covered_nights: {
    label: { ru: 'Ночи без разрывов', en: 'Nights without a gap' },
    short_label: { ru: 'Ночей без разрыва', en: 'Nights without a gap' },
    home_nights_label: { ru: 'Ночи жилья без разрывов', en: 'Home-nights without a gap' },
    about: {
      ru: 'Ночи без разрыва длиннее 10 минут.',
      en: 'Nights without a gap of more than 10 minutes.',
    },
    ...count,
    better: 'higher',
    better_by: 0.02,
    needs: ['clock or plans'],
    value: (nights) =>
      number(nights, ({ gaps }) => !gaps.some((gap) => gap.until_at - gap.from_at > 10 * MINUTE_MS)),
  },
  unclocked_nights: {
    label: { ru: 'Ночи без отметки о смене', en: 'Nights not clocked' },
    home_nights_label: { ru: 'Ночи жилья без отметок о смене', en: 'Home-nights without a clock' },
    about: {
      ru: 'Ночи, когда дежурный работал, но смену не отметил: какое-то время никто не был на смене по отметкам, а по делам видно, что кто-то был.',
      en: 'Nights in which somebody was at work but clocked no shift: for some time nobody was clocked, and what was done shows that somebody was there.',
    },
    ...count,
    needs: ['clock and plans'],
    value: (nights) => number(nights, (night) => night.is_unclocked),
  },
  language_covered_share: {
    label: { ru: 'Был дежурный с языком', en: 'Language covered' },
    about: {
      ru: 'Доля ночного времени, когда на смене был кто-то, кто говорит на выбранном языке.',
      en: 'Night time during which someone on shift spoke the chosen language.',
    },
    ...share,
    needs: ['clock or plans'],
    none: NONE.nights,
    value: (nights) => shareOf(nights, (night) => night.language_ms),
  },
})

const SHIFTS = under<NightMetric>('no-shows-and-late-starts', {
  no_shows: {
    label: { ru: 'Невыходы', en: 'No-shows' },
    about: {
      ru: 'Смены по графику, которые закончились без начала и без единого действия дежурного, и в другой смене он в это время не отметился хотя бы на половину. Каждая считается один раз.',
      en: 'Planned shifts that ended without a start and without a single act of the person, who was not clocked in another shift for half of the time either. Each counts once.',
    },
    ...count,
    needs: ['clock and plans'],
    value: (nights) => distinct(nights, (night) => night.no_shows),
  },
  late_starts: {
    label: { ru: 'Опоздания на смену', en: 'Late starts' },
    about: {
      ru: 'Смены, начатые больше чем на 10 минут позже графика, каким он был к началу смены.',
      en: 'Shifts first started more than 10 minutes after the plan, as it stood when the shift was to begin.',
    },
    ...count,
    needs: ['clock and plans'],
    value: (nights) => distinct(nights, (night) => night.late_starts),
  },
})

const WAITED = under<NightMetric>('late-silent-and-overloaded-nights', {
  late_nights: {
    label: { ru: 'Ночи с опозданием', en: 'Nights with a late answer' },
    home_nights_label: { ru: 'Ночи жилья с опозданием', en: 'Home-nights with a late answer' },
    about: {
      ru: 'Ночи, в которые хотя бы на одно ночное обращение ответили с опозданием или не ответили.',
      en: 'Nights in which at least one night turn was answered late or is overdue.',
    },
    ...count,
    needs: [],
    value: (nights) => number(nights, (night) => night.is_late),
  },
  silent_nights: {
    label: { ru: 'Смена молчала', en: 'Silent nights' },
    home_nights_label: { ru: 'Ночи жилья, когда смена молчала', en: 'Silent home-nights' },
    about: {
      ru: 'Ночи, когда гость ждал хотя бы полчаса, дежурный был на смене — и никто из дежурных за это время ничего не сделал.',
      en: 'Nights in which a guest waited for at least 30 minutes while someone was on shift, and nobody on shift did anything.',
    },
    ...count,
    needs: ['clock or plans'],
    value: (nights) => number(nights, (night) => night.is_silent),
  },
  overloaded_nights: {
    label: { ru: 'Не справлялись', en: 'Overloaded nights' },
    home_nights_label: { ru: 'Ночи жилья, когда не справлялись', en: 'Overloaded home-nights' },
    about: {
      ru: 'Ночи с опозданием без молчания: пока гость ждал, дежурный отвечал в других чатах или занимался другим жильём.',
      en: 'Late nights without silence: while the guest waited, someone on shift was busy in another chat or with another home.',
    },
    ...count,
    needs: ['clock or plans'],
    value: (nights) => number(nights, (night) => night.is_overloaded),
  },
})

export const NIGHT_METRICS = { ...NIGHTS, ...PRESENCE, ...SHIFTS, ...WAITED }
