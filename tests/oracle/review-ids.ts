/** The names of all figures of reviews. */
const interval = (stem: string, n: string) => [stem, n, `${stem}_low`, `${stem}_high`]
const rank = (stem: string) => [...interval(`${stem}_rho`, `${stem}_n`), `${stem}_p`]
const group = (stem: string) => interval(`${stem}_share`, `${stem}_n`)

const OWN = [
  ...['reviews', 'unlinked_reviews', 'stars_mean', 'five_star_share'],
  ...rank('wait_stars'),
  ...['5m', '10m', '30m', 'over_30m'].flatMap((id) => group(`five_star_by_wait_${id}`)),
  ...['none', 'in_time', 'late'].flatMap((id) => group(`five_star_by_incident_${id}`)),
  ...interval('handled_in_time_lift', 'handled_in_time_lift_n'),
]
export const REVIEW_IDS = [...OWN, ...rank('placebo_stars'), ...OWN.map((id) => `communication_${id}`)]
