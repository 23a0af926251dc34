/** Advertisements of a home: links, or bare numbers in the column of a platform. */
import { CHANNELS } from './homes-columns.ts'

interface Listing {
  channel: string
  id: string
}

/** The number of an advertisement in its address. */
const ADDRESSES: readonly (readonly [string, RegExp])[] = [
  ['avito', /avito\.ru\/\S*?_?(\d{6,})(?=[/?#\s,;]|$)/i],
  ['airbnb', /airbnb\.[a-z.]+\/(?:rooms|h)\/(\w+)/i],
  ['sutochno', /sutochno\.ru\/\S*?(\d{4,})/i],
  ['cian', /cian\.ru\/\S*?(\d{6,})/i],
]

/** @returns undefined where none is named */
export function listingsIn(
  links: string,
  cell: (channel: (typeof CHANNELS)[number]) => string,
): Listing[] | undefined {
  const found: Listing[] = links.split(/[\s,;]+/).flatMap(listingOf)
  for (const channel of CHANNELS)
    for (const part of cell(channel).split(/[\s,;]+/))
      if (/^\w{4,40}$/.test(part) && /\d/.test(part)) found.push({ channel, id: part })
      else found.push(...listingOf(part))
  const unique = new Map(found.map((one) => [`${one.channel} ${one.id}`, one]))
  return unique.size === 0 ? undefined : [...unique.values()]
}

function listingOf(part: string): Listing[] {
  return ADDRESSES.flatMap(([channel, address]) => {
    const id = address.exec(part)?.[1]
    return id === undefined ? [] : [{ channel, id }]
  })
}
