import { describe, expect, test } from 'vitest'
import { deriveAll } from './derive.ts'
import { first, last, later } from '#tests/support/labelled.ts'

const samples = [first, later, last]
const asking = samples.flatMap((sample) => sample.asking)
const closing = samples.flatMap((sample) => sample.closing)
const holding = samples.flatMap((sample) => sample.holding)
const answering = samples.flatMap((sample) => sample.answering)
const onTopic = [...asking, ...answering].filter(([, topic]) => topic !== undefined)

/** 0–1 */
function share<Item>(items: readonly Item[], isRight: (item: Item) => boolean): number {
  return items.filter(isRight).length / items.length
}

describe('labelled messages', () => {
  test('there are enough of them', () => {
    expect(asking.length + closing.length + holding.length + answering.length).toBeGreaterThanOrEqual(320)
    expect(onTopic.length).toBeGreaterThanOrEqual(150)
  })

  test('whoever waits for an answer is never taken for one who does not', () => {
    expect(asking.filter(([text]) => !deriveAll(text).needs_reply)).toEqual([])
  })

  test('at least nine in ten thanks and oks need none', () => {
    expect(share(closing, (text) => !deriveAll(text).needs_reply)).toBeGreaterThanOrEqual(0.9)
  })

  test('no answer is taken for a promise, and at least 95 % of both are right', () => {
    expect(answering.filter(([text]) => deriveAll(text).holding)).toEqual([])
    const right = share(holding, (text) => deriveAll(text).holding) * holding.length + answering.length
    expect(right / (holding.length + answering.length)).toBeGreaterThanOrEqual(0.95)
  })

  test('at least nine in ten topics are right', () => {
    expect(share(onTopic, ([text, topic]) => deriveAll(text).topic === topic)).toBeGreaterThanOrEqual(0.9)
  })
})
