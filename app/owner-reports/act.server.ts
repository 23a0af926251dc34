import { redirect, type AppLoadContext } from '@remix-run/node'
import { MOST_COMMENT_CHARACTERS, saveComment, type CommentPlace } from '#reports/month/comments.server.ts'
import {
  holdReport,
  releaseReport,
  resendReport,
  restoreRecipient,
  revokeReportLinks,
  testSend,
} from '#reports/mailing/owner-reports.server.ts'
import { UsageError } from '#sql/db/errors.ts'
import { keyOf, type Staff } from '../auth/person.ts'
import { notFound } from '../auth/require-person.ts'
import { homesOf } from './report.server.ts'

/** Why something was not done. `count` is how long the text was, `most` how long it may be. */
export interface Refused {
  /** which form: all, owner, home:ID, hold, or what was asked for */
  form: string
  why: 'textLong' | 'reasonMissing' | 'reasonLong' | 'notNow' | 'noOwnAddress'
  text: string
  count: number
  most: number
}

const refuse = (form: string, why: Refused['why'], text = ''): Refused => ({
  form,
  why,
  text,
  count: text.length,
  most: MOST_COMMENT_CHARACTERS,
})

/** What somebody of management asks for about a month: of one owner, or with owner_id '' of all. */
interface ReportRequest {
  month: string
  owner_id: string
  /** the page to come back to */
  back: string
}

/**
 * Carries out what a form of the delivery pages asks for: intent=comment|hold|release|resend|test|revoke|restore.
 * @returns why it was not done
 * @throws a redirect back where it was done, 404 for what is not there
 */
export async function carryOut(
  context: AppLoadContext,
  person: Staff,
  request: ReportRequest,
  form: FormData,
): Promise<Refused> {
  const intent = textOf(form, 'intent')
  try {
    const refused = await done(context, person, request, intent, form)
    if (refused !== null) return refused
  } catch (error) {
    // it was sent, released or taken away in the meantime
    if (error instanceof UsageError) return refuse(intent, 'notNow')
    throw error
  }
  const name = intent === 'comment' && textOf(form, 'text').trim() === '' ? 'cleared' : intent
  throw redirect(`${request.back}&done=${name}`)
}

async function done(
  context: AppLoadContext,
  person: Staff,
  { month, owner_id }: ReportRequest,
  intent: string,
  form: FormData,
): Promise<Refused | null> {
  const { reports } = context
  const by = { month, owner_id, person: keyOf(person) }
  if (intent === 'comment') return comment(context, person, by, form)
  if (owner_id === '') throw notFound()
  const recipient_id = textOf(form, 'recipient')
  switch (intent) {
    case 'hold': {
      const reason = textOf(form, 'text').trim()
      if (reason === '') return refuse('hold', 'reasonMissing')
      if (reason.length > MOST_COMMENT_CHARACTERS) return refuse('hold', 'reasonLong', reason)
      await holdReport(reports, { ...by, reason })
      return null
    }
    case 'release':
      await releaseReport(reports, by)
      return null
    case 'resend':
      await resendReport(reports, {
        ...by,
        edition: Number(textOf(form, 'edition')) || 1,
        ...(recipient_id === '' ? {} : { recipient_id }),
      })
      return null
    case 'test':
      if (!hasAddress(await reports.directory(), person)) return refuse('test', 'noOwnAddress')
      await testSend(reports, by)
      return null
    case 'revoke':
      await revokeReportLinks(reports, by)
      return null
    case 'restore':
      if (recipient_id === '') throw notFound()
      await restoreRecipient(reports, { owner_id, recipient_id, person: by.person })
      return null
    default:
      throw notFound()
  }
}

async function comment(
  { reports, takeEvent }: AppLoadContext,
  person: Staff,
  { month, owner_id }: Pick<ReportRequest, 'month' | 'owner_id'>,
  form: FormData,
): Promise<Refused | null> {
  const target = textOf(form, 'place')
  const place = await placeOf(reports, target, { owner_id, month })
  const text = textOf(form, 'text').trim()
  if (text.length > MOST_COMMENT_CHARACTERS) return refuse(target, 'textLong', text)
  await saveComment(takeEvent, { month, place, text, author_id: person.manager_id, at: reports.now() })
  return null
}

/** @throws 404 for a home that was not this owner's in the month */
async function placeOf(
  reports: AppLoadContext['reports'],
  target: string,
  { owner_id, month }: Pick<ReportRequest, 'month' | 'owner_id'>,
): Promise<CommentPlace> {
  if (owner_id === '') {
    if (target !== 'all') throw notFound()
    return { kind: 'all' }
  }
  if (target === 'owner') return { kind: 'owner', owner_id }
  const property_id = target.startsWith('home:') ? target.slice('home:'.length) : ''
  if (!homesOf(await reports.directory(), owner_id, month).includes(property_id)) throw notFound()
  return { kind: 'home', owner_id, property_id }
}

/** Whether the directory knows where to write to somebody. */
export function hasAddress(
  { managers }: Awaited<ReturnType<AppLoadContext['reports']['directory']>>,
  { manager_id }: Staff,
): boolean {
  return (managers.get(manager_id)?.email ?? null) !== null
}

/** A form sends line breaks as two characters, which were one when they were counted. */
function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : ''
}
