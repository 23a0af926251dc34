/** What the setup of this folder has ready by and by (demo.ts), for the tests: each waits for what it needs. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { inject } from 'vitest'
import type { Demo, FirstStart } from './demo.ts'

/** The pages are built. */
export async function builtPages(): Promise<void> {
  await ready('built')
}

/** The running demo. */
export async function runningDemo(): Promise<Demo> {
  return JSON.parse(await ready('demo')) as Demo
}

/** What the first start of the demo came to. */
export async function firstStart(): Promise<FirstStart> {
  return JSON.parse(await ready('first_start')) as FirstStart
}

/** @throws Error with the reason where it will never be */
async function ready(name: string): Promise<string> {
  const folder = inject('ready')
  const [file, failed] = [path.join(folder, name), path.join(folder, 'failed')]
  while (!existsSync(file)) {
    if (existsSync(failed)) throw new Error(readFileSync(failed, 'utf8'))
    await sleep(100)
  }
  return readFileSync(file, 'utf8')
}
