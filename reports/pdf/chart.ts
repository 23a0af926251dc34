import type { MonthContents, TrendDay, TrendDot } from '#reports/month/contents.ts'
import { formatWait } from '#reports/month/format.ts'
import type { Box } from '#reports/month/shapes/night-strip.ts'
import { waitDots, waitLines, type Axis } from '#reports/month/shapes/waits.ts'
import type { Draft } from './draft.ts'
import { LEFT, type Paper } from './page.ts'
import { around, freePlace } from './places.ts'
import { INK, TYPE } from './style.ts'
import { block, drawBlock, inkWidth } from './text.ts'

/** Room for what stands around the box: dots on the axis's end with their numbers, minutes, days. */
export const AROUND_CHART = { above: 16, left: 22, below: 18 }

/** Up to so many late ones bear their numbers, of more only the longest. */
const MOST_LABELS = 10
/** Of a day between days on which nobody wrote, pt. */
const ALONE_WIDTH = 7
/** On paper dots are smaller than on the screen, for which the shapes are told. */
const DOT_SCALE = 0.72

interface ShapedDot {
  x: number
  y: number
  radius: number
  wait_s: number
}

/** Every wait a dot: late ones red and larger, the bot's hollow. */
export function dotsChart(draft: Draft, dots: readonly TrendDot[], box: Box) {
  const { doc } = draft.paper
  const { period } = draft.contents
  const days = (Date.parse(period.until) - Date.parse(period.from)) / 86_400_000
  const shape = waitDots(dots, { promise_s: scalePromise(draft.contents), days }, box)
  drawAxes(draft.paper, shape, box)
  const promises = drawPromises(draft, box, shape.promise_y)
  const late = shape.dots.filter(({ is_late }) => is_late)
  for (const { x, y, radius, is_bot, is_late } of shape.dots) {
    if (is_late) continue
    const size = radius * DOT_SCALE
    if (!is_bot) doc.circle(x, y, size).fill(INK.dot)
    else
      doc
        .lineWidth(0.9)
        .circle(x, y, size - 0.4)
        .fillAndStroke(INK.paper, INK.dot)
  }
  for (const { x, y, radius } of late) doc.circle(x, y, radius * DOT_SCALE).fill(INK.bad)
  const taken = shape.dots.map((dot) => around(dot, dot.radius * DOT_SCALE))
  for (const { y } of promises) taken.push({ ...box, y: y - 0.5, height: 1 })
  labelPromises(draft, box, promises, taken)
  labelDots(draft, late, box, taken)
}

/** The usual wait of each day as a line, nine waits of ten as a band. */
export function linesChart(draft: Draft, days: readonly TrendDay[], box: Box) {
  const { paper, contents, t, locale } = draft
  const promise_s = scalePromise(contents)
  const shape = waitLines(days, { promise_s }, box)
  if (shape.band !== '') paper.doc.path(shape.band).fill(INK.band)
  const bottom = box.y + box.height
  for (const { x, high_y } of shape.alone)
    paper.doc.rect(x - ALONE_WIDTH / 2, high_y, ALONE_WIDTH, bottom - high_y).fill(INK.band)
  drawAxes(paper, shape, box)
  const promises = drawPromises(draft, box, shape.promise_y)
  for (const { x, median_y } of shape.alone) paper.doc.circle(x, median_y, 2.2).fill(INK.night)
  if (shape.median !== '')
    paper.doc.lineWidth(1.6).lineCap('round').lineJoin('round').path(shape.median).stroke(INK.night)
  const longest_s = Math.max(...days.map(({ wait_p90_s }) => wait_p90_s ?? 0))
  const top_s = (promise_s * box.height) / (box.y + box.height - shape.promise_y)
  const taken: Box[] = []
  if (longest_s > top_s) {
    // what is higher than the axis is told by its number
    const index = days.findIndex(({ wait_p90_s }) => wait_p90_s === longest_s)
    const dot = { x: box.x + (box.width * index) / Math.max(1, days.length - 1), y: box.y }
    paper.doc.circle(dot.x, dot.y, 2.4).fill(INK.bad)
    taken.push(around(dot, 2.4))
    label(draft, t('pdf.waits.upTo', { duration: formatWait(longest_s, locale).text }), dot, box, taken)
  }
  labelPromises(draft, box, promises, taken)
}

/** The longer of the two promises decides how high the axis is. */
function scalePromise({ promise }: MonthContents): number {
  return Math.max(promise.answer_within_s, promise.night_answer_within_s)
}

function drawAxes(paper: Paper, { x, y }: { x: Axis; y: Axis }, box: Box) {
  for (const { label: minutes, at } of y.ticks) {
    paper.doc
      .lineWidth(0.6)
      .moveTo(box.x, at)
      .lineTo(box.x + box.width, at)
      .stroke(INK.line)
    const text = block(paper, minutes, TYPE.tick, AROUND_CHART.left - 7)
    drawBlock(paper, text, LEFT, at - TYPE.tick.leading / 2, { align: 'right' })
  }
  for (const { label: day, at } of x.ticks) {
    const text = block(paper, day, TYPE.tick, 20)
    drawBlock(paper, text, at - 10, box.y + box.height + 5, { align: 'center' })
  }
}

interface PromiseLine {
  y: number
  words: string
}

/** A dashed line, or two where the night's promise is another. */
function drawPromises({ paper, contents, t, locale }: Draft, box: Box, promise_y: number): PromiseLine[] {
  const { answer_within_s: day, night_answer_within_s: night } = contents.promise
  const targets =
    day === night
      ? [[day, 'pdf.waits.promise'] as const]
      : [[day, 'pdf.waits.promiseDay'] as const, [night, 'pdf.waits.promiseNight'] as const]
  const bottom = box.y + box.height
  return targets.map(([wait_s, key]) => {
    const y = bottom - ((bottom - promise_y) * wait_s) / scalePromise(contents)
    paper.doc
      .lineWidth(0.8)
      .dash(3, { space: 3 })
      .moveTo(box.x, y)
      .lineTo(box.x + box.width, y)
      .stroke(INK.soft)
      .undash()
    return { y, words: t(key, { duration: formatWait(wait_s, locale).text }) }
  })
}

/** The promise's words on its line, where no dot lies; over dots, on paper of their own. */
function labelPromises({ paper }: Draft, box: Box, promises: readonly PromiseLine[], taken: Box[]) {
  for (const { y, words } of promises) {
    const text = block(paper, words, TYPE.tick, box.width)
    const width = inkWidth(text)
    const places = [1, 0, 0.75, 0.5, 0.25].flatMap((part) =>
      [y - text.height - 1, y + 1.5].map((top) => ({
        x: box.x + (box.width - width) * part,
        y: top,
        width,
        height: text.height,
      })),
    )
    const free = freePlace(places, taken)
    const place = free ?? { x: box.x + box.width - width, y: y - text.height - 1, width, height: text.height }
    if (free === undefined) paper.doc.rect(place.x - 2, place.y, width + 2, text.height).fill(INK.paper)
    taken.push(place)
    drawBlock(paper, text, place.x, place.y)
  }
}

/** The longest waits by their numbers, as far as there is room. */
function labelDots(draft: Draft, late: readonly ShapedDot[], box: Box, taken: Box[]) {
  const longestFirst = [...late].sort((a, b) => b.wait_s - a.wait_s)
  for (const dot of longestFirst.slice(0, late.length > MOST_LABELS ? 1 : MOST_LABELS))
    label(draft, formatWait(dot.wait_s, draft.locale).text, dot, box, taken)
}

/** Words beside a dot, or above it; none where all of that is taken. */
function label({ paper }: Draft, words: string, dot: { x: number; y: number }, box: Box, taken: Box[]) {
  const text = block(paper, [{ text: words, color: INK.bad }], TYPE.tick, box.width)
  const { height } = text
  const width = inkWidth(text)
  const right = box.x + box.width - width
  const above = dot.y - height - 4
  const place = freePlace(
    [
      { x: dot.x + 6, y: dot.y - height / 2 },
      { x: dot.x + 6, y: dot.y - height * 0.9 },
      { x: dot.x - 6 - width, y: dot.y - height / 2 },
      { x: dot.x - 6 - width, y: dot.y - height * 0.9 },
      { x: Math.min(Math.max(dot.x - width / 2, box.x), right), y: above },
    ]
      .filter(({ x }) => x >= box.x && x <= right)
      .map((corner) => ({ ...corner, width, height })),
    taken,
  )
  if (place === undefined) return
  taken.push(place)
  drawBlock(paper, text, place.x, place.y)
}
