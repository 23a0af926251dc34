/** Writes one event down, as part of the story of a local day. */
export type Tell = (
  day: number,
  type: string,
  source: string,
  id: string,
  at: number,
  data: Record<string, unknown>,
) => void

/** Collects the events whose story begins on the days asked for. */
export function teller(isWanted: (day: number) => boolean): {
  tell: Tell
  events: { day: number; at: number; event: Record<string, unknown> }[]
} {
  const events: { day: number; at: number; event: Record<string, unknown> }[] = []
  return {
    events,
    tell: (day, type, source, id, at, data) => {
      if (!isWanted(day)) return
      const time = new Date(at).toISOString()
      events.push({
        day,
        at,
        event: {
          specversion: '1.0',
          id: `demo-${type}-${id}`,
          source,
          type: `butler.${type}.v1`,
          time,
          data,
        },
      })
    },
  }
}
