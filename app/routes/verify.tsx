import {
  MaxPartSizeExceededError,
  unstable_parseMultipartFormData as parseForm,
  type ActionFunctionArgs,
  type AppLoadContext,
  type LoaderFunctionArgs,
  type MetaFunction,
  type UploadHandler,
} from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { verifiedLines, verifyPdf } from '#reports/mailing/owner-reports.server.ts'
import { isManagement } from '../auth/person.ts'
import { SignedOutFrame } from '../components/ui/signed-out-frame.tsx'
import { titleOf } from '../components/ui/title.ts'

/** Twice what a mail carries. */
const MOST_BYTES = 10 * 1024 * 1024

interface Answer {
  is: 'sent' | 'unknown' | 'missing' | 'tooLarge'
  /** what was found, in words */
  lines: string[]
  /** changed since: only whoever may see the owner's figures is told what */
  changes: number
}

/**
 * Open to everyone: whoever was given a report, such as a bank or a buyer, may ask whether it is the one that was sent. It
 * takes the file and no checksum, since holding the file is what entitles to an answer; and of what has changed since, which
 * is not in the file, strangers learn only that there is something.
 */
export function loader({ context }: LoaderFunctionArgs) {
  const { company, locale, person } = context
  return { company, locale, isSignedIn: person !== null }
}

export async function action({ context, request }: ActionFunctionArgs): Promise<Answer> {
  const nothing = { lines: [], changes: 0 }
  const length = Number(request.headers.get('content-length') ?? '0')
  // some bytes are the form around the file
  if (length > MOST_BYTES + 4096) return { ...nothing, is: 'tooLarge' }
  const read = await parseForm(request, inMemory(MOST_BYTES)).catch((error: unknown) => {
    if (error instanceof MaxPartSizeExceededError) return null
    throw error
  })
  if (read === null) return { ...nothing, is: 'tooLarge' }
  const file = read.get('file')
  if (!(file instanceof File) || file.size === 0) return { ...nothing, is: 'missing' }
  return answerOf(context, new Uint8Array(await file.arrayBuffer()))
}

/** Keeps what is uploaded in memory, all parts together not more than so many bytes. */
function inMemory(most: number): UploadHandler {
  let left = most
  return async ({ name, filename, contentType, data }) => {
    const parts: Uint8Array[] = []
    for await (const part of data) {
      left -= part.byteLength
      if (left < 0) throw new MaxPartSizeExceededError(name, most)
      parts.push(part)
    }
    return filename === undefined ? '' : new File(parts as BlobPart[], filename, { type: contentType })
  }
}

async function answerOf(context: AppLoadContext, bytes: Uint8Array): Promise<Answer> {
  const { reports, person, locale } = context
  const verified = await verifyPdf(reports, bytes, () => true)
  if (verified.is === 'unknown')
    return { is: 'unknown', lines: await verifiedLines(reports, verified, locale), changes: 0 }
  const { owner_id } = verified.snapshot
  const isHis =
    person !== null && (person.kind === 'owner' ? person.owner_id === owner_id : isManagement(person))
  const changes = Array.isArray(verified.changes) ? verified.changes.length : 0
  const shown = isHis || changes === 0 ? verified : { ...verified, changes: [] }
  const lines = await verifiedLines(reports, shown, locale)
  // with its changes held back it would read as if there were none
  return {
    is: 'sent',
    lines: shown === verified ? lines : lines.slice(0, -1),
    changes: shown === verified ? 0 : changes,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  titleOf(data, { ru: 'Проверить отчёт', en: 'Check a report' })

export default function Verify() {
  const { company, isSignedIn } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation()
  const isBusy = useNavigation().state === 'submitting'
  const [first, ...others] = answer?.lines ?? []
  return (
    <SignedOutFrame company={company}>
      <h1 className="sentence">{t('verify.title')}</h1>
      <p className="second">{t('verify.text')}</p>
      {answer === undefined ? null : (
        <div className="verified" role="status">
          {first === undefined ? (
            <p className="missing">{t(`verify.${answer.is}`)}</p>
          ) : (
            <p className={answer.is === 'sent' ? 'say good' : 'say bad'}>{first}</p>
          )}
          {others.map((line) => (
            <p key={line}>{line.trim()}</p>
          ))}
          {answer.changes === 0 ? null : <p>{t('verify.changed')}</p>}
        </div>
      )}
      <Form method="post" encType="multipart/form-data" className="word">
        <label htmlFor="file">{t('verify.file')}</label>
        <input id="file" type="file" name="file" accept="application/pdf,.pdf" required />
        <p className="note">{t('verify.kept')}</p>
        <button className="button strong" type="submit" disabled={isBusy}>
          {t('verify.check')}
        </button>
      </Form>
      {isSignedIn ? (
        <p className="foot links">
          <Link to="/">{t('problem.missing.action')}</Link>
        </p>
      ) : null}
    </SignedOutFrame>
  )
}
