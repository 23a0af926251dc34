// Runs render.ts of this folder in a thread of its own: whoever starts it may be bundled, or run bare by tsx.
import { register } from 'tsx/esm/api'

register()
await import('./render.ts')
