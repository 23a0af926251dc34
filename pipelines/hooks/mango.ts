/** Mango Office: the end of each call of a virtual exchange (its event `summary`). */
import { phoneOf } from '../readers/sheet-names.ts'
import { sha256Hex } from '../sha256.ts'
import { isSame } from '../same-secret.ts'
import { members, secondsIn, textIn, type Members } from './body.ts'
import type { HookKind, HookOptions, HookRead } from './hook.ts'
import { messageEvent } from './message.ts'

const SCHEME = 'mango'
const INNER = '0'
const INBOUND = '1'
const OUTBOUND = '2'

function jsonIn(body: unknown): unknown {
  try {
    return JSON.parse(textIn(members(body)['json']))
  } catch {
    return null
  }
}

/** 79210001122 of the exchange has no +; numbers that hide themselves, and those of offices, are none. */
function guestPhone(side: Members): string | null {
  const number = textIn(side['number']).replace(/^sip:|@.*$/g, '')
  return /^[1-9]\d{9,14}$/.test(number) ? phoneOf(`+${number}`) : phoneOf(number)
}

function call(one: Members, options: HookOptions): HookRead[] {
  const direction = textIn(one['call_direction'])
  if (direction === INNER) return [{ left_out: 'service' }]
  const isInbound = direction === INBOUND
  const [from, to] = [members(one['from']), members(one['to'])]
  const entry = textIn(one['entry_id'])
  const rang_at = secondsIn(one['create_time'])
  const taken_at = secondsIn(one['talk_time'])
  if (entry === '' || rang_at === null || (!isInbound && direction !== OUTBOUND))
    return [{ not_understood: 'a call without a number, a direction or a time' }]
  const phone = guestPhone(isInbound ? from : to)
  // one who hides his number is nobody whose other calls were known
  if (phone === null && !isInbound) return [{ left_out: 'service' }]
  const { connection, pseudonym } = options
  const key = phone ?? `hidden:${entry}`
  const of = {
    ...{ scheme: SCHEME, channel: 'phone' },
    conversation_id: `mango-${pseudonym('chat', `${connection}/${key}`)}`,
    ...(phone !== null && { guest_id: pseudonym('guest', phone) }),
  }
  const extension = textIn((isInbound ? to : from)['extension'])
  const line = textIn(one['line_number'])
  // of a group it may be told which line rang alone
  const account = pseudonym('account', `mango:${extension === '' ? `line:${line}` : extension}`)
  const reads: HookRead[] = []
  if (isInbound) {
    const kind = taken_at === null ? 'missed_call' : 'call'
    reads.push(messageEvent(options, { ...of, id: `${entry}/guest`, at: rang_at, role: 'guest', kind }))
  }
  if (taken_at !== null)
    reads.push(
      messageEvent(options, {
        ...{ ...of, id: `${entry}/manager`, at: taken_at, role: 'manager', account, kind: 'call' },
      }),
    )
  return reads.length > 0 ? reads : [{ left_out: 'unanswered_call' }]
}

export const mango: HookKind = {
  kind: SCHEME,
  tells: ['calls'],
  alive_every_s: 86_400,
  credentials: [
    { name: 'api_key', is_required: true },
    { name: 'api_salt', is_required: true },
  ],
  isSigned: ({ body }, { credentials: { api_key = '', api_salt = '' } }) => {
    const { vpbx_api_key, sign, json } = members(body)
    const expected = sha256Hex(`${api_key}${textIn(json)}${api_salt}`)
    return (
      api_key !== '' &&
      api_salt !== '' &&
      isSame(textIn(vpbx_api_key), api_key) &&
      isSame(textIn(sign).toLowerCase(), expected)
    )
  },
  read: ({ body }, options) => {
    const event = members(jsonIn(body))
    if ('call_direction' in event && 'create_time' in event) return call(event, options)
    // each leg while it rings, recordings, keys that were pressed
    const isOther = ['call_state', 'recording_state', 'recording_id', 'dtmf', 'command_id', 'sms_id'].some(
      (member) => member in event,
    )
    return [isOther ? { left_out: 'service' } : { not_understood: 'no event of Mango' }]
  },
}
