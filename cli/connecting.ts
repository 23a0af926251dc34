import type { Command } from 'commander'
import type { CommandContext } from './context.ts'
import { addHook, changeHook, listHooks, rotateHook, type HookOptions } from './hooks.ts'
import { addKeyNamed, listKeys, revokeKeyNamed, rotateKeyNamed, type KeyOptions } from './keys.ts'

/** Of an option that may be given again. */
export const collect = (value: string, all: string[]) => [...all, value]

/** What vendors and programs may send and read: insights hooks, insights keys. */
export function connecting(insights: Command, context: CommandContext): void {
  const hooks = insights
    .command('hooks')
    .description('what sends by itself: messengers, booking systems, telephony')
  hooks
    .command('add')
    .description('make a connection; prints the address to give to the vendor, once')
    .argument('<kind>', 'such as telegram or wazzup; docs/hooks.md lists all')
    .requiredOption('--as <name>', 'your name for this account, the same as for files of it')
    .option('--timezone <zone>', 'where times say no zone; default DEFAULT_TIMEZONE')
    .option('--complete <list>', 'what it tells completely from today on, such as messages,calls')
    .action((kind: string, options: HookOptions) => addHook(kind, options, context))
  hooks
    .command('list')
    .description('each with its last event')
    .option('--format <format>', 'table, json or csv', 'table')
    .action((options: { format: string }) => listHooks(options, context))
  hooks
    .command('rotate')
    .description('a new address; the one before is taken for another week')
    .argument('<kind>')
    .argument('<name>')
    .action((kind: string, name: string) => rotateHook(kind, name, context))
  for (const [name, about, state] of [
    ['pause', 'answer what it sends, and keep nothing of it', 'paused'],
    ['resume', 'take what it sends again', 'on'],
    ['remove', 'end its address for good; what it told stays', 'removed'],
  ] as const) {
    hooks
      .command(name)
      .description(about)
      .argument('<kind>')
      .argument('<name>')
      .action((kind: string, connection: string) => changeHook(state, kind, connection, context))
  }

  const keys = insights.command('keys').description('keys of programs that send events or read numbers')
  keys
    .command('add')
    .description('make a key; prints it, once')
    .argument('<name>')
    .option('--types <list>', 'of events that it may send, such as message,mark,stay')
    .option(
      '--source <begin>',
      'with which the source of its events begins (repeatable); default any',
      collect,
      [],
    )
    .option('--reads <scope>', 'what it may read: all, owner:ID or homes:ID+ID')
    .action((name: string, options: KeyOptions) => addKeyNamed(name, options, context))
  keys
    .command('list')
    .description('each with when it was last used')
    .option('--format <format>', 'table, json or csv', 'table')
    .action((options: { format: string }) => listKeys(options, context))
  keys
    .command('rotate')
    .description('a new key; the one before is taken for another week')
    .argument('<name>')
    .action((name: string) => rotateKeyNamed(name, context))
  keys
    .command('revoke')
    .description('end a key at once')
    .argument('<name>')
    .action((name: string) => revokeKeyNamed(name, context))
}
