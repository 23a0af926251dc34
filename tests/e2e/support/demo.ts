import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    demo: Demo
  }
}

/** The running demo: where it listens, the links that it printed in their order, and its data directory. */
export interface Demo {
  url: string
  links: { owner_of_one: string; owner_of_three: string; night_lead: string; admin: string }
  data_dir: string
}

const root = path.resolve(import.meta.dirname, '../../..')
const ROLES = ['owner_of_one', 'owner_of_three', 'night_lead', 'admin'] as const

/** Builds the pages and starts the demo as a person would; once for all files of this folder. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  execFileSync(process.execPath, [path.join(root, 'node_modules/@remix-run/dev/dist/cli.js'), 'vite:build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const dir = mkdtempSync(path.join(tmpdir(), 'insights-demo-'))
  const { child, demo } = await startDemo(dir)
  project.provide('demo', demo)
  return async () => {
    const ended = once(child, 'close')
    child.kill('SIGTERM')
    await ended
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Starts `insights demo` on a free port and waits for its links. */
export async function startDemo(dir: string, port = '0') {
  const child = spawn(process.execPath, [path.join(root, 'bin/insights.mjs'), 'demo'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATA_DIR: dir,
      PORT: port,
      BASE_URL: '',
      CLICKHOUSE_URL: '',
    },
  })
  let said = ''
  const demo = await new Promise<Demo>((resolve, reject) => {
    const listen = (text: Buffer) => {
      said += text.toString()
      const url = /listens on (\S+)/.exec(said)?.[1]
      const links = [...said.matchAll(/(http\S+\/sign-in\/\S+)/g)].map(([link]) => link)
      if (url === undefined || links.length < ROLES.length) return
      const byRole = Object.fromEntries(ROLES.map((role, index) => [role, links[index] ?? '']))
      resolve({ url, links: byRole as Demo['links'], data_dir: path.join(dir, 'demo') })
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('exit', () => {
      reject(new Error(`the demo ended: ${said}`))
    })
  })
  return { child, demo }
}
