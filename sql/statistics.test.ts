/** Against worked examples that others published. */
import { describe, expect, test } from 'vitest'
import { lift, shareDifference, spearman, wilson } from './statistics.ts'

const round = (value: number | undefined, digits = 4) => Number(value?.toFixed(digits))

describe('Wilson', () => {
  // R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i', (part, whole, low, high) => {
    const found = wilson(part, whole)
    expect(round(found?.low)).toBe(low)
    expect(round(found?.high)).toBe(high)
  })
  test('all of some, and nothing', () => {
    expect(wilson(20, 20)).toMatchObject({ value: 1, high: 1 })
    expect(wilson(0, 0)).toBeNull()
  })
})

describe('the difference of two shares', () => {
  // R. G. Newcombe, Interval estimation for the difference between independent proportions, table II, method 10
  test.each([
    [[56, 70], [48, 80], 0.0524, 0.3339],
    [[9, 10], [3, 10], 0.1705, 0.809],
    [[6, 7], [2, 7], 0.0582, 0.8062],
  ] as const)('%j and %j', (one, other, low, high) => {
    const found = shareDifference(one, other)
    expect(round(found?.low)).toBe(low)
    expect(round(found?.high)).toBe(high)
  })
  test('of nothing', () => {
    expect(shareDifference([0, 0], [1, 2])).toBeNull()
  })
})

describe('Spearman', () => {
  test('ties are averaged (docs/rules.md#the-link)', () => {
    expect(round(spearman([1, 2, 2, 3, 4, 5, 5], [5, 5, 4, 3, 5, 1, 2])?.value, 3)).toBe(-0.736)
  })
  // Wikipedia, Spearman's rank correlation coefficient: IQ and hours of television, ρ = −29/165
  test('ten people without ties', () => {
    const found = spearman(
      [106, 100, 86, 101, 99, 103, 97, 113, 112, 110],
      [7, 27, 2, 50, 28, 29, 20, 12, 6, 17],
    )
    expect(found?.value).toBeCloseTo(-29 / 165, 12)
    // by hand: z = atanh(−0.17576) = −0.17760, error = √(1.06/7) = 0.38914; z/error = −0.45640
    expect(round(found?.low, 3)).toBe(-0.735)
    expect(round(found?.high, 3)).toBe(0.526)
    expect(round(found?.p, 3)).toBe(0.648)
  })
  test('perfect order, no spread, too few', () => {
    expect(spearman([1, 2, 3, 4], [4, 3, 2, 1])).toEqual({ value: -1, low: -1, high: -1, p: 0 })
    expect(spearman([1, 2, 3, 4], [5, 5, 5, 5])).toBeNull()
    expect(spearman([1, 2, 3], [1, 2, 3])).toBeNull()
  })
})

describe('lift', () => {
  // A. Agresti, An Introduction to Categorical Data Analysis, 2.3: heart attacks, placebo 189 of 11 034, aspirin 104 of
  // 11 037: relative risk 1.82, 95 % interval 1.43 to 2.30
  test('the aspirin study', () => {
    const found = lift([189, 11_034], [104, 11_037])
    expect([found?.value, found?.low, found?.high].map((one) => round(one, 2))).toEqual([0.82, 0.43, 1.31])
  })
  test('never so in one of them', () => {
    expect(lift([0, 10], [5, 10])).toBeNull()
    expect(lift([5, 10], [0, 10])).toBeNull()
  })
})
