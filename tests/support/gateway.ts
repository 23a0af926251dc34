import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { projectFile } from '#sql/paths.ts'
import type { Fault } from './clickhouse-gateway.ts'

export interface Gateway {
  url: string
  fault: (fault: Fault) => Promise<void>
  kill: () => void
}

/** Starts tests/support/clickhouse-gateway.ts over the database in a folder, in a process of its own. */
export async function startGateway(dir: string): Promise<Gateway> {
  const program = projectFile('tests', 'support', 'clickhouse-gateway.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', program, path.join(dir, 'data'), '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const url = `http://127.0.0.1:${(JSON.parse(line.toString()) as { port: number }).port}`
  return {
    url,
    fault: async (fault) => {
      await fetch(`${url}/_fault`, { method: 'POST', body: JSON.stringify(fault) })
    },
    kill: () => child.kill('SIGKILL'),
  }
}
