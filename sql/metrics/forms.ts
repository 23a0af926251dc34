/** What metrics of one unit have in common: an entry of the catalogue spreads it and adds what is its own. */
export const count = { unit: 'count', empty: 0, needs: [] } as const
/** 0–1; two hundredths more are better. */
export const share = { unit: 'share', better: 'higher', better_by: 0.02, empty: null, needs: [] } as const
/** Half a minute less is better. */
export const seconds = { unit: 'seconds', better: 'lower', better_by: 30, empty: null, needs: [] } as const

/** A percentile of seconds, exact, between the two neighbours (Excel's PERCENTILE.INC). */
export const percentile = (level: 0.5 | 0.9, seconds: string, which: string) =>
  `quantileExactInclusiveIf(${level})(${seconds}, ${which})`
