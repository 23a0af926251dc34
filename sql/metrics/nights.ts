import type { Night } from '../nights/nights.ts'
import { MINUTE_MS } from '../time/zone.ts'
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
      ru: 'Ночи за период; каждая названа датой, в которую она началась.',
      en: 'Nights in the period, each named by the date on which it began.',
    },
    ...count,
    better: null,
    needs: [],
    value: (nights) => nights.length,
  },
})

const PRESENCE = under<NightMetric>('presence', {
  covered_share: {
    label: { ru: 'Отмечена смена', en: 'Clocked on shift' },
    about: {
      ru: 'Доля ночного времени, когда хотя бы один дежурный был на смене по отметкам о её начале и конце.',
      en: 'The share of night time with at least one person clocked on shift.',
    },
    ...share,
    needs: ['clock'],
    none: NONE.nights,
    value: (nights) => shareOf(nights, (night) => night.clocked_ms),
  },
  attended_share: {
    label: { ru: 'Кто-то отвечал или был отмечен', en: 'Clocked or at work' },
    owner_label: { ru: 'Ночью кто-то был на связи', en: 'Someone there at night' },
    short_label: { ru: 'Ночью кто-то был на связи', en: 'Someone there at night' },
    about: {
      ru: 'Доля ночного времени, когда кто-то был на смене по отметкам или это видно по его действиям: не реже раза в час и в пределах своей смены.',
      en: 'The share of night time with someone clocked on shift, or seen at work: something done at least once an hour, within their shift.',
    },
    owner_about: {
      ru: 'Доля ночного времени, когда дежурный отметился на смене или хотя бы раз в час что-то делал в её пределах.',
      en: 'The share of night time with someone clocked on shift, or doing something at least once an hour within it.',
    },
    ...share,
    needs: ['clock'],
    none: NONE.nights,
    value: (nights) => shareOf(nights, (night) => night.attended_ms),
  },
  planned_share: {
    label: { ru: 'По графику', en: 'Scheduled' },
    short_label: { ru: 'Ночью кто-то был по графику', en: 'Someone scheduled at night' },
    about: {
      ru: 'Доля ночного времени, на которое по графику назначен дежурный.',
      en: 'The share of night time for which someone was scheduled.',
    },
    ...share,
    needs: ['plans'],
    none: NONE.nights,
    value: (nights) => shareOf(nights, (night) => night.planned_ms),
  },
  gaps: {
    label: { ru: 'Разрывы', en: 'Gaps' },
    owner_label: { ru: 'Перерывы', en: 'Breaks' },
    home_nights_label: { ru: 'Разрывы, по каждому жилью отдельно', en: 'Gaps, each home by itself' },
    about: {
      ru: 'Сколько раз ночью минуту или дольше никого не было: ни по отметкам, ни по действиям, ни за работой без отметки о смене (пока отметок не было — ни по графику, ни по действиям).',
      en: 'How often at night, for a minute or longer, nobody was there: nobody clocked, seen, or at work without a clocked shift (before clocking was reported: nobody scheduled or seen).',
    },
    owner_about: {
      ru: 'Сколько раз ночью минуту или дольше никого не было на связи.',
      en: 'How often at night, for a minute or longer, nobody was there.',
    },
    ...count,
    needs: ['clock or plans'],
    value: (nights) => sum(nights, (night) => night.gaps.length),
  },
  gap_max_s: {
    label: { ru: 'Самый долгий разрыв', en: 'Longest gap' },
    owner_label: { ru: 'Самый долгий перерыв', en: 'Longest break' },
    about: {
      ru: 'Сколько длилось самое долгое время ночью, когда никого не было: ни по отметкам, ни по действиям, ни за работой без отметки о смене (пока отметок не было — ни по графику, ни по действиям). 0, если меньше минуты.',
      en: 'The longest time at night with nobody there: nobody clocked, seen, or at work without a clocked shift (before clocking was reported: nobody scheduled or seen). 0 if under a minute.',
    },
    owner_about: {
      ru: 'Сколько ночью дольше всего никого не было на связи. 0, если меньше минуты.',
      en: 'The longest time at night with nobody there. 0 if under a minute.',
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
    owner_label: { ru: 'Ночи без перерывов', en: 'Nights without a break' },
    short_label: { ru: 'Ночей без разрыва', en: 'Nights without a gap' },
    home_nights_label: { ru: 'Ночи жилья без разрывов', en: 'Home-nights without a gap' },
    about: { ru: 'Ночи без разрыва длиннее 10 минут.', en: 'Nights without a gap of more than 10 minutes.' },
    owner_about: {
      ru: 'Ночи, когда не было перерыва длиннее 10 минут: всё остальное время кто-то был на связи.',
      en: 'Nights without a break of more than 10 minutes.',
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
      ru: 'Ночи, когда дежурный работал, но смену не отметил: какое-то время на смене никто не отмечен, а по действиям видно, что кто-то был.',
      en: 'Nights in which somebody was at work without clocking on: for some time nobody was clocked, though what was done shows that somebody was there.',
    },
    ...count,
    needs: ['clock and plans'],
    value: (nights) => number(nights, (night) => night.is_unclocked),
  },
  language_covered_share: {
    label: { ru: 'Был дежурный с нужным языком', en: 'Language covered' },
    about: {
      ru: 'Доля ночного времени, когда на смене был кто-то, кто говорит на выбранном языке.',
      en: 'The share of night time with someone on shift who speaks the chosen language.',
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
      ru: 'Смены по графику, которые дежурный не начал и за которые ничего не сделал, — если в это время он не был отмечен хотя бы на половину в другой смене. Каждая считается один раз.',
      en: 'Scheduled shifts that ended without being started and without a single act of the person, who was not clocked in another shift for half of that time either. Each counts once.',
    },
    ...count,
    needs: ['clock and plans'],
    value: (nights) => distinct(nights, (night) => night.no_shows),
  },
  late_starts: {
    label: { ru: 'Опоздания на смену', en: 'Late starts' },
    about: {
      ru: 'Смены, начатые больше чем на 10 минут позже, чем стояло в графике к началу смены.',
      en: 'Shifts started more than 10 minutes after the time in the schedule, as it stood when the shift was to begin.',
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
      en: 'Nights in which at least one night question was answered late or is overdue.',
    },
    owner_about: {
      ru: 'Ночи, в которые хотя бы на один ночной вопрос ответили с опозданием или не ответили.',
      en: 'Nights in which at least one night question was answered late or is overdue.',
    },
    ...count,
    needs: [],
    value: (nights) => number(nights, (night) => night.is_late),
  },
  silent_nights: {
    label: { ru: 'Смена молчала', en: 'No response from staff on shift' },
    owner_label: { ru: 'Дежурный не отвечал', en: 'The person on duty did not respond' },
    home_nights_label: { ru: 'Ночи жилья, когда смена молчала', en: 'Home-nights without a response' },
    about: {
      ru: 'Ночи, когда гость ждал полчаса или дольше, дежурный был на смене — и никто из дежурных за это время ничего не сделал.',
      en: 'Nights in which a guest waited for 30 minutes or more while someone was on shift, and nobody on shift did anything.',
    },
    ...count,
    needs: ['clock or plans'],
    value: (nights) => number(nights, (night) => night.is_silent),
  },
  overloaded_nights: {
    label: { ru: 'Заняты другими', en: 'Busy with others' },
    owner_label: {
      ru: 'Дежурный был занят другими гостями',
      en: 'The person on duty was busy with other guests',
    },
    home_nights_label: { ru: 'Ночи жилья, когда были заняты другими', en: 'Home-nights busy with others' },
    about: {
      ru: 'Ночи с опозданием, когда смена не молчала: пока гость ждал, дежурный отвечал в других чатах или занимался другим жильём.',
      en: 'Nights with a late answer in which staff were not silent: while the guest waited, someone on shift was busy in another chat or with another home.',
    },
    ...count,
    needs: ['clock or plans'],
    value: (nights) => number(nights, (night) => night.is_overloaded),
  },
})

export const NIGHT_METRICS = { ...NIGHTS, ...PRESENCE, ...SHIFTS, ...WAITED }
