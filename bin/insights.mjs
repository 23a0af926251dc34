#!/usr/bin/env node
// The command `insights`: runs cli.ts of this checkout, from whichever folder it is called.
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`insights: Node ${process.versions.node} is too old: install Node 20.19 or newer (22 and 24 work too)\n`)
  process.exit(1)
}
process.env.INSIGHTS_ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const { register } = await import('tsx/esm/api')
register()
await import('../cli.ts')
