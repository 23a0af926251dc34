#!/usr/bin/env node
// The command `insights`: runs cli.ts of this checkout, from whichever folder it is called.
import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `insights: Node ${process.versions.node} is too old: install Node 20.19 or newer (22 and 24 work too)\n`,
  )
  process.exit(1)
}

// TRICKY: the embedded engine appends whatever it finds on standard input to the data of an insert. So the process that
// holds it has none, and where input is wanted gets it under another number.
if (process.argv.includes('-') && process.env.INSIGHTS_STDIN_FD === undefined) {
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: ['ignore', 'inherit', 'inherit', 0],
    env: { ...process.env, INSIGHTS_STDIN_FD: '3' },
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (status) => process.exit(status ?? 1))
} else {
  closeSync(0)
  openSync(process.platform === 'win32' ? '\\\\.\\NUL' : '/dev/null', 'r')
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
  process.env.INSIGHTS_ROOT = root
  // What runs until it is told to end may be told so before anything is open; cli.ts takes this over.
  const [command, ...options] = process.argv.slice(2)
  if (['serve', 'demo', 'reports'].includes(command) || (command === 'pipeline' && options.length === 0))
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(0))
  // what went wrong is told by the lines of the sources
  process.setSourceMapsEnabled(true)
  const { programFile } = await import('./program.mjs')
  await import(pathToFileURL(await programFile(root)).href)
}
