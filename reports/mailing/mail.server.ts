import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { createTransport, type MailMessage, type SendMailOptions } from 'nodemailer'
import type { Answer, Channel, Message } from './deliver.server.ts'
import type { Dkim } from './env.ts'

export interface MailOptions {
  /** the address that mail comes from */
  from: string
  /** the name that stands before it */
  company: string
  /** null: messages are not signed */
  dkim: Dkim | null
}

const CONNECTIONS = 2
/** ms; the defaults of the library are minutes */
const TIMEOUTS = {
  connectionTimeout: 20_000,
  greetingTimeout: 20_000,
  socketTimeout: 90_000,
  dnsTimeout: 10_000,
}

/**
 * What a signature covers. TRICKY: the library's own list leaves out List-Unsubscribe-Post, which RFC 8058 wants signed.
 */
const SIGNED = [
  ...[
    'From',
    'Sender',
    'Reply-To',
    'Subject',
    'Date',
    'Message-ID',
    'To',
    'Cc',
    'MIME-Version',
    'Content-Type',
  ],
  ...['Content-Transfer-Encoding', 'List-Id', 'List-Unsubscribe', 'List-Unsubscribe-Post', 'Auto-Submitted'],
].join(':')

/**
 * Mail over SMTP, one message to one recipient each.
 * @param url smtp:// (STARTTLS where the server offers it, ?requireTLS=true where it must) or smtps://
 */
export function smtpChannel(
  url: string,
  options: MailOptions,
  timeouts: Partial<typeof TIMEOUTS> = {},
): Channel {
  const transport = createTransport({
    url,
    pool: true as const,
    maxConnections: CONNECTIONS,
    ...TIMEOUTS,
    ...timeouts,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...signing(options.dkim),
  })
  // errors of idle connections; those of messages come with their answers
  transport.on('error', () => undefined)
  const beforeData = new Map<string, () => Promise<void>>()
  transport.use('stream', (mail, done) => {
    const onData = beforeData.get(mail.data.messageId ?? '')
    if (onData !== undefined) waitBeforeData(mail, onData)
    done()
  })
  return {
    send: async (message, onData) => {
      let hasBegun = false
      beforeData.set(message.message_id, async () => {
        await onData()
        hasBegun = true
      })
      try {
        const { response } = await transport.sendMail(mailOf(message, options))
        return { is: 'accepted', code: Number(response.slice(0, 3)) || 250, reply: response }
      } catch (error) {
        return answerOf(error as SmtpError, hasBegun)
      } finally {
        beforeData.delete(message.message_id)
      }
    },
    close: () => {
      transport.close()
      return Promise.resolve()
    },
  }
}

/** The message is read only after the server said "go on", so its first reading is the moment before DATA's first byte. */
function waitBeforeData({ message }: MailMessage, onData: () => Promise<void>): void {
  const whole = message.createReadStream.bind(message)
  message.createReadStream = () => {
    let bytes: AsyncIterator<unknown> | undefined
    return new Readable({
      read() {
        const next = async () => {
          if (bytes === undefined) {
            await onData()
            bytes = whole()[Symbol.asyncIterator]()
          }
          const part = (await bytes.next()) as IteratorResult<Buffer, undefined>
          this.push(part.done === true ? null : part.value)
        }
        next().catch((error: unknown) => {
          this.destroy(error instanceof Error ? error : new Error('the message could not be read'))
        })
      },
    })
  }
}

/** What may be told of a failure of the library. */
interface SmtpError {
  code?: string
  command?: string
  responseCode?: number
  response?: string
}

/** Classified by the server's number; of errors without one only when they happened counts. */
function answerOf({ code, command, responseCode, response }: SmtpError, hasBegun: boolean): Answer {
  if (responseCode === undefined) {
    const reply = `${code ?? 'error'}: no answer`
    return { is: hasBegun ? 'uncertain' : 'deferred', code: 0, reply }
  }
  const failure = { code: responseCode, reply: response ?? '' }
  // of the sender's own login or of the connection: no word about the recipient
  const isAboutMessage = /^(MAIL FROM|RCPT TO|DATA)/.test(command ?? '')
  if (responseCode < 500 || !isAboutMessage) return { is: 'deferred', ...failure }
  return { is: 'refused', ...failure, is_address: /\b5\.1\.\d+\b/.test(failure.reply) }
}

/** Without a server: each message as a file that a mail program opens. A copy takes the place of the one before. */
export function outboxChannel(folder: string, options: MailOptions): Channel {
  const transport = createTransport({
    streamTransport: true as const,
    buffer: true,
    newline: 'windows' as const,
    ...signing(options.dkim),
  })
  return {
    send: async (message, onData) => {
      try {
        const { message: bytes } = await transport.sendMail(mailOf(message, options))
        await mkdir(folder, { recursive: true })
        const file = path.join(folder, `${message.message_id.replace(/^<|@.*$/g, '')}.eml`)
        await onData()
        await writeFile(`${file}.part`, bytes as Buffer)
        await rename(`${file}.part`, file)
        return { is: 'accepted', code: 250, reply: `250 ${path.basename(file)}` }
      } catch (error) {
        return {
          is: 'deferred',
          code: 0,
          reply: (error as NodeJS.ErrnoException).code ?? 'can not be written',
        }
      }
    },
    close: () => Promise.resolve(),
  }
}

function mailOf(message: Message, { from, company }: MailOptions): SendMailOptions {
  const domain = from.slice(from.lastIndexOf('@') + 1)
  return {
    from: { name: company, address: from },
    to: { name: '', address: message.to },
    subject: message.subject,
    messageId: message.message_id,
    text: message.text,
    html: message.html,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'List-Id': { prepared: true, value: `<reports.${domain}>` },
      ...(message.unsubscribe_url === null
        ? {}
        : {
            // as it is: folded over two lines a relay once broke the signature
            'List-Unsubscribe': { prepared: true, value: `<${message.unsubscribe_url}>` },
            'List-Unsubscribe-Post': { prepared: true, value: 'List-Unsubscribe=One-Click' },
          }),
    },
    attachments:
      message.attachment === null
        ? []
        : [
            {
              filename: message.attachment.name,
              content: Buffer.from(message.attachment.bytes),
              contentType: 'application/pdf',
            },
          ],
  }
}

function signing(dkim: Dkim | null) {
  if (dkim === null) return {}
  return {
    dkim: {
      domainName: dkim.domain,
      keySelector: dkim.selector,
      privateKey: dkim.private_key,
      headerFieldNames: SIGNED,
    },
  }
}
