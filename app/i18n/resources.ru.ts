import { ru as words } from '#reports/words/ru.ts'
import { ru as app } from './ru.ts'

export const resources = { app, words }
