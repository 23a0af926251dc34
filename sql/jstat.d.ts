/** The part of jstat that is used; the library brings no types. */
declare module 'jstat' {
  const jStat: {
    /** Spearman's ρ, ties averaged; NaN where either side has no spread */
    spearmancoeff: (x: readonly number[], y: readonly number[]) => number
    normal: {
      /** share of a normal distribution below x */
      cdf: (x: number, mean: number, sd: number) => number
      inv: (share: number, mean: number, sd: number) => number
    }
  }
  // eslint-disable-next-line import-x/no-default-export -- as the library exports it
  export default jStat
}
