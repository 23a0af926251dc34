// Runs render.ts of this folder in a thread of its own: whoever starts it may be bundled, or run bare.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { programFile } from '../../../bin/program.mjs'

const root = path.resolve(import.meta.dirname, '../../..')
await import(pathToFileURL(await programFile(root, 'render')).href)
