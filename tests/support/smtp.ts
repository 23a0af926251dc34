import type { AddressInfo } from 'node:net'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** What the server says to a recipient; 'drop': the connection is cut; 'silence': it never answers. */
export type Say = 'take' | 'drop' | 'silence' | { code: number; text: string }

export interface Got {
  to: string
  raw: Buffer
  mail: ParsedMail
}

export interface TestSmtp {
  url: string
  /** what it took: answered with 250 (whether the client heard it or not) */
  got: Got[]
  /** recipients whose message began to come, in order */
  began: string[]
  close: () => Promise<void>
}

export interface Script {
  /** after RCPT TO; default take */
  onRecipient?: (to: string, times: number) => Say
  /** after the message; default take */
  onMessage?: (to: string, times: number) => Say
  /** ms before the message is answered */
  slow_ms?: number
  options?: SMTPServerOptions
  port?: number
}

/** A real SMTP server on a free port that does what it is told. */
export async function smtpServer(script: Script = {}): Promise<TestSmtp> {
  const got: Got[] = []
  const began: string[] = []
  const counts = new Map<string, number>()
  const times = (what: string, to: string) => {
    const count = (counts.get(`${what} ${to}`) ?? 0) + 1
    counts.set(`${what} ${to}`, count)
    return count
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    ...script.options,
    onRcptTo: ({ address }, session, done) => {
      const say = script.onRecipient?.(address, times('to', address)) ?? 'take'
      answer(say, session.id, done)
    },
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo[0]?.address ?? ''
      began.push(to)
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks)
        const say = script.onMessage?.(to, times('message', to)) ?? 'take'
        const tell = async () => {
          if (say === 'take') got.push({ to, raw, mail: await simpleParser(raw) })
          if (script.slow_ms !== undefined)
            await new Promise((resolve) => setTimeout(resolve, script.slow_ms))
          answer(say, session.id, done)
        }
        void tell()
      })
    },
  })
  const answer = (say: Say, id: string, done: (error?: Error) => void) => {
    if (say === 'take') done()
    else if (say === 'drop') {
      for (const connection of server.connections as Set<{ id: string; _socket: { destroy: () => void } }>)
        if (connection.id === id) connection._socket.destroy()
    } else if (say !== 'silence') done(Object.assign(new Error(say.text), { responseCode: say.code }))
  }
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => {
    server.listen(script.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    got,
    began,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve)
        for (const connection of server.connections as Set<{ _socket: { destroy: () => void } }>)
          connection._socket.destroy()
      }),
  }
}
