import { PassThrough } from 'node:stream'
import type { CommandContext } from '../../cli/context.ts'
import { runCommand } from '../../cli/program.ts'

/** A command of `insights` in this process: its status, and what it printed. Nobody watches, and no server runs. */
export async function command(args: readonly string[], context: Partial<CommandContext> = {}) {
  const printed = { out: '', err: '' }
  const status = await runCommand(args, {
    cwd: '.',
    isTerminal: false,
    isServed: false,
    base_url: '',
    now: Date.now,
    stdin: new PassThrough().end(),
    out: (text) => (printed.out += text),
    err: (text) => (printed.err += text),
    store: () => Promise.reject(new Error('no store here')),
    ...context,
  })
  return { status, ...printed }
}
