import type { NightColumn } from '#reports/month/contents.ts'
import { isMixed } from '#reports/month/clocks.ts'
import { nightStrip, type Bar, type NightShape, type StripShape } from '#reports/month/shapes/night-strip.ts'
import type { Draft } from './draft.ts'
import { LEFT, WIDTH, type Paper } from './page.ts'
import { section } from './section.ts'
import { INK, TYPE } from './style.ts'
import { block, drawBlock, inkWidth, type Block } from './text.ts'

const LEAST_HEIGHT = 104
const MOST_HEIGHT = 148
/** of the clock's hours on the left */
const HOURS_WIDTH = 22
const DAYS_HEIGHT = 15
const KEY_ROW = 14
const SWATCH_WIDTH = 12.5
const RADIUS = 2.2

type Swatch = Bar['state'] | 'inTime' | 'late'

/** The month's nights side by side across the page, with hours, days and the key. */
export function drawStrip({ paper, contents, locale, t }: Draft, title: string) {
  const { nights, promise, audience, timezone } = contents
  const hours = { from: promise.night_from, to: promise.night_to }
  const isKnown = nights.some(({ spans }) => spans.length > 0)
  const note = [
    t(audience === 'owner' ? 'pdf.strip.note' : 'pdf.strip.noteManagement', hours),
    ...(isMixed(contents) ? [t('pdf.strip.ownClock')] : []),
    ...(isKnown ? [] : [t('pdf.strip.unknown')]),
  ].join(' ')
  const key = keyOf(paper, swatchesOf(nights), t)
  const around = DAYS_HEIGHT + 10 + (key.at(-1)?.y ?? 0) + KEY_ROW
  section(paper, title, note, LEAST_HEIGHT + around)
  // as high as the page has room for
  const high = Math.max(LEAST_HEIGHT, Math.min(MOST_HEIGHT, paper.room - around))
  const height = high + around
  const box = { x: LEFT + HOURS_WIDTH, y: paper.y + 4, width: WIDTH - HOURS_WIDTH, height: high }
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', hourCycle: 'h23', timeZone: timezone })
  const shape = nightStrip(nights, box, (at) => clock.format(at).slice(0, 2))
  const alt = t('pdf.strip.alt', {
    nights: nights.length,
    nobody: nights.filter(({ verdict }) => verdict === 'nobody').length,
    questions: nights.reduce((sum, { turns }) => sum + turns, 0),
    late: nights.reduce((sum, { late }) => sum + late, 0),
  })
  paper.tagged(
    paper.root,
    'Figure',
    () => {
      drawTicks(paper, shape, box)
      for (const night of shape.nights) drawNight(paper, night)
      drawKey(paper, key, box.y + high + DAYS_HEIGHT + 6)
    },
    { alt, bbox: [LEFT, paper.y, LEFT + WIDTH, paper.y + height] },
  )
  paper.y += height
}

function drawTicks(
  paper: Paper,
  shape: StripShape,
  box: { x: number; y: number; width: number; height: number },
) {
  const { doc } = paper
  for (const { label, y } of shape.hours) {
    doc
      .lineWidth(0.6)
      .moveTo(box.x, y)
      .lineTo(box.x + box.width, y)
      .stroke(INK.line)
    const text = block(paper, label, TYPE.tick, HOURS_WIDTH - 7)
    drawBlock(paper, text, LEFT, y - TYPE.tick.leading / 2, { align: 'right' })
  }
  for (const { label, x } of shape.days) {
    const text = block(paper, label, TYPE.tick, 20)
    drawBlock(paper, text, x - 10, box.y + box.height + 4, { align: 'center' })
  }
}

/** One night's column; an empty frame where nobody tells who was there. */
function drawNight(paper: Paper, night: NightShape) {
  const { doc } = paper
  if (night.is_empty) {
    doc
      .lineWidth(0.6)
      .roundedRect(night.x + 0.3, night.y + 0.3, night.width - 0.6, night.height - 0.6, RADIUS)
      .fillAndStroke(INK.paper, INK.line)
  }
  for (const bar of night.bars) drawBar(paper, bar)
  for (const { x, y, radius, is_late } of night.dots) {
    doc.circle(x, y, radius + 0.9).fill(INK.paper)
    doc.circle(x, y, radius).fill(is_late ? INK.bad : INK.dot)
  }
}

function drawBar(paper: Paper, { x, y, width, height, state }: Bar) {
  const { doc } = paper
  const radius = Math.min(RADIUS, height / 2)
  if (state === 'present') {
    doc.roundedRect(x, y, width, height, radius).fill(INK.fill)
    return
  }
  doc.roundedRect(x, y, width, height, radius).fill(INK.paper)
  const edge = () =>
    doc.roundedRect(x + 0.5, y + 0.5, width - 1, Math.max(0.5, height - 1), radius).lineWidth(1)
  if (state === 'nobody') edge().stroke(INK.bad)
  if (state === 'unclocked') edge().dash(2, { space: 2 }).stroke(INK.night).undash()
  if (state === 'planned') edge().stroke(INK.soft)
  if (state === 'silent') {
    doc.save().roundedRect(x, y, width, height, radius).clip().lineWidth(0.7)
    for (let offset = -height; offset < width; offset += 3.2) {
      doc
        .moveTo(x + offset, y + height)
        .lineTo(x + offset + height, y)
        .stroke(INK.soft)
    }
    doc.restore()
  }
}

/** Only what the month has: a key of what is not there would be a riddle. */
function swatchesOf(nights: readonly NightColumn[]): Swatch[] {
  const states = new Set(nights.flatMap(({ spans }) => spans.map(({ state }) => state)))
  const dots = nights.flatMap((night) => night.dots)
  const some = (isThere: boolean, swatch: Swatch): Swatch[] => (isThere ? [swatch] : [])
  return [
    ...some(states.has('present'), 'present'),
    ...some(states.has('unclocked'), 'unclocked'),
    ...some(states.has('planned'), 'planned'),
    ...some(states.has('nobody'), 'nobody'),
    ...some(
      dots.some(({ is_late }) => !is_late),
      'inTime',
    ),
    ...some(
      dots.some(({ is_late }) => is_late),
      'late',
    ),
    ...some(
      nights.some(({ silences }) => silences.length > 0),
      'silent',
    ),
  ]
}

interface KeyItem {
  swatch: Swatch
  text: Block
  x: number
  y: number
}

/** Placed from the text's left edge on, in as many rows as they need. */
function keyOf(paper: Paper, swatches: readonly Swatch[], t: Draft['t']): KeyItem[] {
  const items: KeyItem[] = []
  let [x, y] = [0, 0]
  for (const swatch of swatches) {
    const text = block(paper, t(`pdf.strip.${swatch}`), TYPE.small, WIDTH)
    const width = SWATCH_WIDTH + inkWidth(text)
    if (x > 0 && x + width > WIDTH) [x, y] = [0, y + KEY_ROW]
    items.push({ swatch, text, x, y })
    x += width + 16
  }
  return items
}

function drawKey(paper: Paper, items: readonly KeyItem[], top: number) {
  for (const { swatch, text, ...at } of items) {
    const [x, y] = [LEFT + at.x, top + at.y]
    const middle = y + TYPE.small.leading / 2
    if (swatch === 'inTime') paper.doc.circle(x + 4, middle, 3.2).fill(INK.dot)
    else if (swatch === 'late') paper.doc.circle(x + 4, middle, 3.8).fill(INK.bad)
    else drawBar(paper, { x, y: middle - 4, width: 8, height: 8, state: swatch })
    drawBlock(paper, text, x + SWATCH_WIDTH, y)
  }
}
