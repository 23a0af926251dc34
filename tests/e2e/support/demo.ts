import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import type { TestProject } from 'vitest/node'
import { insightsOfServer } from '../../support/insights.ts'
import { copyMigrated } from '../../support/template.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    demo: Demo
    first_start: FirstStart
  }
}

/** The running demo: where it listens, the links that it printed in their order, and its data directory. */
export interface Demo {
  url: string
  links: { owner_of_one: string; owner_of_three: string; night_lead: string; admin: string }
  data_dir: string
  /** how long it took to come up, ms */
  up_ms: number
}

/** It was started twice: what the first start, which makes the portfolio, came to (start.test.ts). */
export interface FirstStart extends Demo {
  turns: string
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
  copyMigrated(path.join(dir, 'demo'))
  const first = await startDemo(dir)
  project.provide('first_start', { ...first.demo, turns: await turnsOfDemo(first.demo) })
  await first.end()
  const { demo, end } = await startDemo(dir)
  project.provide('demo', demo)
  return async () => {
    await end()
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Some of its numbers, as JSON: of the month of 40 days ago, which is over. */
export async function turnsOfDemo({ data_dir }: Demo): Promise<string> {
  const month = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 7)
  const period = ['--from', `${month}-01`, '--until', `${month}-28`, '--as-of', `${month}-28T00:00:00Z`]
  return (await insightsOfServer(data_dir, ['metrics', 'turns', ...period, '--format', 'json'])).out
}

/** Starts `insights demo` on a free port and waits for its links. */
async function startDemo(dir: string): Promise<{ demo: Demo; end: () => Promise<void> }> {
  const started = performance.now()
  const child = spawn(process.execPath, [path.join(root, 'bin/insights.mjs'), 'demo'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATA_DIR: dir,
      PORT: '0',
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
      const up_ms = performance.now() - started
      resolve({ url, links: byRole as Demo['links'], data_dir: path.join(dir, 'demo'), up_ms })
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('exit', () => {
      reject(new Error(`the demo ended: ${said}`))
    })
  })
  return {
    demo,
    end: async () => {
      const ended = once(child, 'close')
      child.kill('SIGTERM')
      await ended
    },
  }
}
