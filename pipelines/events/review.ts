import type { z } from 'zod'
import { flag, id, language, named, number, object, open } from '../members.ts'
import { dateTime64 } from '../time.ts'
import type { RowContext, ParsedEvent } from './kind.ts'

export const TOPIC = 'butler.reviews'
export const TYPE = 'butler.review.v1'
export const TABLE = 'review_events'
export const KEYS = ['review_id', 'property_id', 'stay_id', 'guest_id'] as const
export const COLUMNS = [
  'review_id',
  'at',
  'source',
  'id',
  'property_id',
  'stay_id',
  'guest_id',
  'platform',
  'rating',
  'scale',
  'worst',
  'parts',
  'language',
  'is_deleted',
  'canonical',
  'received_at',
] as const

const members = object({
  review_id: id,
  property_id: id,
  stay_id: id.nullish(),
  guest_id: id.nullish(),
  platform: open,
  rating: number,
  scale: number,
  worst: number.nullish(),
  parts: named(number).nullish(),
  language: language.nullish(),
  deleted: flag.nullish(),
})

type Data = z.infer<typeof members>

export const schema = members.superRefine((data, context) => {
  const worst = worstOf(data)
  const refuse = (path: string[], message: string) => {
    context.addIssue({ code: 'custom', path, message })
  }
  if (data.scale <= worst) {
    refuse(['scale'], 'is not above worst; send the best possible rating')
    return
  }
  const fits = (rating: number) => rating >= worst && rating <= data.scale
  if (!fits(data.rating)) refuse(['rating'], 'is outside worst to scale; send a rating between them')
  for (const [name, part] of Object.entries(data.parts ?? {})) {
    if (typeof part === 'number' && !fits(part)) {
      refuse(['parts', name], 'is outside worst to scale; send ratings between them')
    }
  }
})

function worstOf({ scale, worst }: Data): number {
  return worst ?? (scale === 100 ? 0 : 1)
}

export function toRow({ data, ...event }: ParsedEvent<Data>, context: RowContext): unknown[] {
  const parts = Object.entries(data.parts ?? {}).filter(([, part]) => typeof part === 'number')
  return [
    data.review_id,
    dateTime64(event.at),
    event.source,
    event.id,
    data.property_id,
    data.stay_id ?? '',
    data.guest_id ?? '',
    data.platform,
    data.rating,
    data.scale,
    worstOf(data),
    Object.fromEntries(parts),
    data.language ?? '',
    data.deleted ?? false,
    event.canonical,
    dateTime64(context.received_at),
  ]
}
