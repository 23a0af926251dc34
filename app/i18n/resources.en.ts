import { en as words } from '#reports/words/en.ts'
import { en as app } from './en.ts'

export const resources = { app, words }
