import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'

export interface Spent {
  /** from its start to its end, s */
  wall_s: number
  /** the most that it held at once, MiB (Linux tells it; 0 elsewhere) */
  peak_mib: number
  out: string
}

/** Runs a process of its own to its end. @throws Error where it fails */
export async function spent(
  command: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Spent> {
  const started = performance.now()
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  let peak_mib = 0
  const watch = setInterval(() => {
    peak_mib = Math.max(peak_mib, peakOf(child.pid ?? 0))
  }, 100)
  const [status] = (await once(child, 'close')) as [number | null]
  clearInterval(watch)
  if (status !== 0 && status !== 3) throw new Error(`${command} ${args.join(' ')} ended with ${status}`)
  return { wall_s: (performance.now() - started) / 1000, peak_mib, out }
}

function peakOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
