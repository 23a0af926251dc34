/** "Not reported is not zero": from which day each capability is reported. */
import type { Facts, KnownEvent } from './events.ts'
import { REVIEW_IDS } from './review-ids.ts'
import type { Query } from './scope.ts'
import { localDate } from './zone.ts'

/** The rows of the table, by name; the first day, or null where nobody reports it. */
export type Capability =
  | 'clock'
  | 'plans'
  | 'clock and plans'
  | 'clock or plans'
  | 'calls'
  | 'handoffs'
  | 'owner_contact'
  | 'playbooks'
  | 'incidents'
  | 'stays'
  | 'reviews'
  | 'instructions'
  | 'templates'

type Declared = Exclude<Capability, 'clock and plans' | 'clock or plans'>

/** "carried by": the events that carry each capability. */
function carriers(facts: Facts): Record<Declared, KnownEvent<unknown>[]> {
  return {
    clock: facts.shifts.filter(({ data }) => data.action === 'started'),
    plans: facts.shifts.filter(({ data }) => data.action === 'planned'),
    calls: facts.messages.filter(({ data }) => data.kind === 'call' || data.kind === 'missed_call'),
    handoffs: facts.messages.filter(({ data }) => data.author.role === 'bot' && data.handoff === true),
    owner_contact: facts.incidents.filter(({ data }) => data.action === 'owner_notified'),
    playbooks: facts.incidents.filter(({ data }) => data.playbook !== undefined),
    incidents: facts.incidents,
    stays: facts.stays,
    reviews: facts.reviews,
    templates: facts.messages.filter(
      ({ data }) =>
        data.author.role === 'automation' &&
        ['midstay_check', 'review_request', 'booking_confirmation', 'welcome_book'].includes(
          data.template ?? '',
        ),
    ),
    instructions: facts.messages.filter(
      ({ data }) => data.author.role === 'automation' && data.template === 'checkin_instructions',
    ),
  }
}

/**
 * "A capability is reported from a day, the same for all homes and whatever as_of: the earliest `since` of the
 * sources that declare it, or where none does the date, in DEFAULT_TIMEZONE, of the first event anywhere that
 * carries it." Of a source the latest event counts; its since is by default the date of its time.
 */
export function reportedFrom(facts: Facts, default_timezone: string): Record<Capability, string | null> {
  const sources = new Map(facts.sources.map((event) => [event.data.source_id, event]))
  const carried = carriers(facts)
  const day = (capability: Declared): string | null => {
    const since = [...sources.values()]
      .filter(({ data }) => data.reports.includes(capability))
      .map(({ data, time }) => data.since ?? localDate(default_timezone, time))
      .sort()
    const first = carried[capability][0]
    return since[0] ?? (first === undefined ? null : localDate(default_timezone, first.time))
  }
  const clock = day('clock')
  const plans = day('plans')
  const both = [clock, plans].filter((one) => one !== null).sort()
  return {
    clock,
    plans,
    'clock and plans': both.length === 2 ? (both[1] ?? null) : null,
    'clock or plans': both[0] ?? null,
    calls: day('calls'),
    handoffs: day('handoffs'),
    owner_contact: day('owner_contact'),
    playbooks: day('playbooks'),
    incidents: day('incidents'),
    stays: day('stays'),
    reviews: day('reviews'),
    instructions: day('instructions'),
    templates: day('templates'),
  }
}

const STAY_IDS = ['stays', 'returning_share', 'questions_per_stay']

const TEMPLATE_IDS = [
  ...['midstay_share', 'review_request_share', 'booking_confirmation_share', 'welcome_book_share'],
]

/** Every one needs reviews; what is told of incidents needs them, too. */
const REVIEW_NEEDS = Object.fromEntries(
  REVIEW_IDS.map((id): [string, Capability[]] => [
    id,
    /incident|handled_in_time/.test(id) ? ['reviews', 'incidents'] : ['reviews'],
  ]),
)

/** Which metric needs which; "night or not" makes no difference. A metric may need two: then the later day. */
export const NEEDS: Record<Query['subject'], Record<string, Capability[]>> = {
  turns: {
    handoffs: ['handoffs'],
    handoff_p50_s: ['handoffs'],
    night_handoffs: ['handoffs'],
    night_handoff_p50_s: ['handoffs'],
    missed_calls: ['calls'],
    called_back_share: ['calls'],
    call_back_p50_s: ['calls'],
  },
  nights: {
    covered_share: ['clock'],
    attended_share: ['clock'],
    planned_share: ['plans'],
    no_shows: ['clock and plans'],
    late_starts: ['clock and plans'],
    unclocked_nights: ['clock and plans'],
    gaps: ['clock or plans'],
    gap_max_s: ['clock or plans'],
    covered_nights: ['clock or plans'],
    language_covered_share: ['clock or plans'],
    silent_nights: ['clock or plans'],
    overloaded_nights: ['clock or plans'],
  },
  incidents: {
    incidents: ['incidents'],
    open: ['incidents'],
    resolved: ['incidents'],
    cancelled: ['incidents'],
    reopened: ['incidents'],
    requests: ['incidents'],
    escalated: ['incidents'],
    escalated_within_30m_share: ['incidents'],
    acknowledge_p50_s: ['incidents'],
    acknowledge_p90_s: ['incidents'],
    handle_p50_s: ['incidents'],
    handle_p90_s: ['incidents'],
    handled_in_time_share: ['incidents'],
    resolve_p50_s: ['incidents'],
    resolve_p90_s: ['incidents'],
    resolved_in_time_share: ['incidents'],
    owner_disturbed_share: ['incidents', 'owner_contact'],
    playbook_share: ['incidents', 'playbooks'],
    logged_late: ['incidents'],
    unlogged_trouble: ['incidents'],
    repeated: ['incidents'],
    per_100_nights: ['incidents', 'stays'],
  },
  reviews: REVIEW_NEEDS,
  automation: {
    undisturbed_nights: ['owner_contact'],
    disturbed_nights: ['owner_contact'],
    ...Object.fromEntries(STAY_IDS.map((id): [string, Capability[]] => [id, ['stays']])),
    ...Object.fromEntries(TEMPLATE_IDS.map((id): [string, Capability[]] => [id, ['stays', 'templates']])),
    survey_response_share: ['stays', 'reviews'],
    proactive_share: ['stays', 'instructions'],
    questions_per_stay_with_instructions: ['stays', 'instructions'],
    questions_per_stay_without_instructions: ['stays', 'instructions'],
    covered_topic_questions_per_stay: ['stays', 'instructions'],
  },
}
