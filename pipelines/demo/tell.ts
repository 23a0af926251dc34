/** Writes one event down, as part of the story of a local day. */
export type Tell = (
  day: number,
  type: string,
  source: string,
  id: string,
  at: number,
  data: Record<string, unknown>,
) => void

export interface Told {
  /** the local day to whose story it belongs */
  day: number
  /** ms UTC */
  at: number
  event: Record<string, unknown>
}

/** The id that an event gets: other events name it. */
export function eventId(type: string, id: string): string {
  return `demo-${type}-${id}`
}

/** Collects the events whose story begins on the days asked for. */
export function teller(isAsked: (day: number) => boolean): { tell: Tell; events: Told[] } {
  const events: Told[] = []
  const tell: Tell = (day, type, source, id, at, data) => {
    if (!isAsked(day)) return
    const event = {
      ...{ specversion: '1.0', id: eventId(type, id), source },
      ...{ type: `butler.${type}.v1`, time: new Date(at).toISOString(), data },
    }
    events.push({ day, at, event })
  }
  return { tell, events }
}
