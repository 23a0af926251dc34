import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import type { TestProject } from 'vitest/node'
import { insightsOfServer } from '../../support/insights.ts'
import { copyMigrated } from '../../support/template.ts'
import { buildPages } from './build.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** a folder: what is ready has a file there (running.ts) */
    ready: string
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

/**
 * Builds the pages and starts the demo as a person would; once for all files of this folder. It does not keep the others
 * waiting: who needs one of them waits for it.
 */
export default function setup(project: TestProject): () => Promise<void> {
  const dir = mkdtempSync(path.join(tmpdir(), 'insights-demo-'))
  const folder = path.join(dir, 'ready')
  mkdirSync(folder)
  project.provide('ready', folder)
  const ready = (name: string, text: string) => {
    const file = path.join(folder, name)
    writeFileSync(`${file}.part`, text)
    // it is there only when it is whole
    renameSync(`${file}.part`, file)
  }
  const running = getReady(dir, ready).catch((error: unknown) => {
    ready('failed', String(error))
    return () => Promise.resolve()
  })
  return async () => {
    const end = await running
    await end()
    rmSync(dir, { recursive: true, force: true })
  }
}

async function getReady(
  dir: string,
  ready: (name: string, text: string) => void,
): Promise<() => Promise<void>> {
  await buildPages()
  ready('built', '')
  copyMigrated(path.join(dir, 'demo'))
  const first = await startDemo(dir)
  const turns = await turnsOfDemo(first.demo)
  await first.end()
  ready('first_start', JSON.stringify({ ...first.demo, turns } satisfies FirstStart))
  const { demo, end } = await startDemo(dir)
  ready('demo', JSON.stringify(demo))
  return end
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
