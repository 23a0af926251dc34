import { readBenefitStays } from '../benefit/stays.server.ts'
import type { Database } from '../db/client.server.ts'
import type { Directory } from '../directory/directory.ts'
import type { ListQuery } from './list-query.ts'
import { formatDay } from '../time/zone.ts'
import { at, text, type ListRow } from './cells.ts'

/** The stays that ended in the period, with what the automation sent; cancelled ones and no-shows are left out. */
export async function readStayList(db: Database, directory: Directory, query: ListQuery): Promise<ListRow[]> {
  const stays = await readBenefitStays(db, directory, { ...query, withSurveys: true })
  return stays.map((stay) => {
    const firstOf = (template: string) => at(stay.sent.find((one) => one.template === template)?.at ?? 0)
    return {
      property_id: text(stay.property_id),
      stay_id: text(stay.stay_id),
      date: formatDay(stay.date),
      check_in_at: at(stay.check_in_at),
      check_out_at: at(stay.check_out_at),
      nights: stay.nights,
      platform: text(stay.platform),
      guest: stay.is_return === null ? null : stay.is_return ? 'returning' : 'new',
      turns: stay.turns,
      booking_confirmation_at: firstOf('booking_confirmation'),
      checkin_instructions_at: firstOf('checkin_instructions'),
      welcome_book_at: firstOf('welcome_book'),
      midstay_check_at: firstOf('midstay_check'),
      review_request_at: firstOf('review_request'),
      is_surveyed: stay.is_surveyed,
    }
  })
}
