/** Reviews written down by hand: a home, a day, stars on the scale of a platform. Words of guests are not read. */
import type { PlainRow } from '../sheet.ts'
import { platformOf } from './booking-words.ts'
import { HOME_WORDS } from './homes-columns.ts'
import { type Columns, type Header, headerOf, isTotal, linesOf } from './sheet-columns.ts'
import { momentOf } from './sheet-dates.ts'
import { instantOfDate, localInstant, sheetEvent } from './sheet-events.ts'
import { propertyId } from './sheet-names.ts'
import { orderOfDates } from './sheet-order.ts'
import type { Read, ReaderOptions } from './reader.ts'

const columns = {
  home: [...HOME_WORDS, 'объявление'],
  date: ['дата отзыва', 'дата', 'когда', 'review date', 'date'],
  rating: ['оценка', 'рейтинг', 'балл', 'звезд', 'звезды', 'rating', 'stars', 'score', 'overall rating'],
  platform: ['площадка', 'платформа', 'источник', 'канал', 'сайт', 'где', 'platform', 'source', 'channel'],
  number: ['номер отзыва', 'id отзыва', 'review id', 'id'],
} satisfies Columns<string>

type Column = keyof typeof columns

export function reviewsHeader(rows: readonly PlainRow[]): Header<Column> | null {
  return headerOf(rows, columns, (has) => has('home') && has('date') && has('rating'))
}

/** The best rating possible, where a sheet doesn't say it as “9 из 10”. */
const SCALES: Readonly<Record<string, number>> = { sutochno: 10, ostrovok: 10, booking: 10, tvil: 10 }
const FIVE = 5

/** A review is its number, else its home, platform, day and place among those of that day. */
export function* readReviews(
  rows: readonly PlainRow[],
  header: Header<Column>,
  options: ReaderOptions,
): Generator<Read> {
  const lines = linesOf(rows, header)
  const order = orderOfDates(lines, ['date'], options)
  const places = new Map<string, number>()
  for (const { cell } of lines) {
    if (isTotal(cell('home')) || isTotal(cell('date'))) {
      yield { left_out: 'total' }
      continue
    }
    const moment = momentOf(cell('date'), order)
    if (cell('home') === '' || moment === null) {
      yield { not_understood: 'a review without a home or without a day' }
      continue
    }
    const platform = platformOf(cell('platform')) ?? 'other'
    const property_id = propertyId(cell('home'))
    const key = `${property_id}/${platform}/${moment.date}`
    const place = (places.get(key) ?? 0) + 1
    places.set(key, place)
    const rating = ratingOf(cell('rating'), SCALES[platform] ?? FIVE)
    if (rating === null) {
      yield /\d|[★⭐]/.test(cell('rating'))
        ? { not_understood: 'a rating that cannot be read, or lies outside the scale of its platform' }
        : { left_out: 'no_rating' }
      continue
    }
    const id = (cell('number') === '' ? `${key}/${place}` : cell('number')).slice(0, 90)
    yield sheetEvent(options, {
      type: 'review',
      id: `review/${id}`,
      at:
        moment.clock === null
          ? instantOfDate(options, moment.date, '12:00')
          : localInstant(options, moment.date, moment.clock),
      data: { review_id: `${options.connection}/${id}`, property_id, platform, ...rating },
    })
  }
}

/** '5', '8,3', '9.6 из 10', '4/5', '★★★★☆' */
function ratingOf(cell: string, scale: number): { rating: number; scale: number } | null {
  const stars = cell.match(/[★⭐]/gu)?.length
  const [, number, of] = /^(\d{1,2}(?:[.,]\d+)?)\s*(?:(?:из|of|\/)\s*(\d{1,3}))?/i.exec(cell) ?? []
  if (number === undefined) return stars === undefined || stars > FIVE ? null : { rating: stars, scale: FIVE }
  const rating = Number(number.replace(',', '.'))
  const best = of === undefined ? scale : Number(of)
  // of a hundred the worst is 0 (docs/events.md)
  return best > 1 && rating >= (best === 100 ? 0 : 1) && rating <= best ? { rating, scale: best } : null
}
