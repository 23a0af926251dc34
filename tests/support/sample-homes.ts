import type { Home } from '#reports/month/contents.ts'

export function sampleHome(
  name: string,
  turns: number,
  night: number,
  late: number,
  incidents: number,
): Home {
  return {
    property_id: name,
    name,
    from: null,
    until: null,
    incidents,
    turns: {
      turns,
      night_turns: night,
      night_late: late,
      night_overdue: 0,
      night_waiting: 0,
      night_people_turns: night,
      night_people_in_time_share: night === 0 ? null : (night - late) / night,
    },
  }
}

/** As many homes with long names. */
export function manyHomes(count: number): Home[] {
  return Array.from({ length: count }, (_, index) =>
    sampleHome(
      `«Дом & сад <${String(index + 1)}>», набережная канала Грибоедова, 148`,
      ...([10 + index, 4 + (index % 5), index % 4, index % 3] as const),
    ),
  )
}
