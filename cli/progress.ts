import type { CommandContext } from './context.ts'

/** A bar on a terminal, nothing elsewhere. */
export function progressBar(context: Pick<CommandContext, 'isTerminal' | 'err'>) {
  let last = ''
  const show = (line: string) => {
    if (!context.isTerminal || line === last) return
    last = line
    context.err(`\r\u001B[K${line}`)
  }
  return {
    watched: (what: string) => (share: number) => {
      const done = Math.round(share * 30)
      show(`${what} ${'█'.repeat(done)}${'░'.repeat(30 - done)} ${Math.floor(share * 100)} %`)
    },
    clear: () => {
      show('')
    },
  }
}
