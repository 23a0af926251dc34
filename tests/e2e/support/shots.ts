import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'

/** Where screenshots go, for the eyes of whoever changes a page; '' for none. */
export const SHOTS = process.env['SHOTS'] ?? ''

export async function shot(page: Page, name: string): Promise<void> {
  if (SHOTS === '') return
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true })
}
