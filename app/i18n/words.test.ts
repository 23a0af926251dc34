import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { projectFile } from '#sql/paths.ts'
import { LOCALES } from './locale.ts'

/** Phrases of three words and more that stand in the files of a folder; plural forms apart, which are made by rule. */
async function phrasesIn(...folder: string[]): Promise<string[]> {
  const root = projectFile(...folder)
  const names = (await readdir(root)).filter((name) => name !== 'alike.ts')
  const texts = await Promise.all(names.map((name) => readFile(path.join(root, name), 'utf8')))
  return texts.flatMap((text) =>
    [...text.matchAll(/(?<!_(?:one|few|many|other)): '((?:[^'\\]|\\.)*)'/g)].flatMap(([, phrase = '']) =>
      /\S(?:\s|\\u00a0)\S+(?:\s|\\u00a0)\S/.test(phrase) ? [phrase] : [],
    ),
  )
}

test.each(LOCALES)('%s: what pages and reports say alike is written once, in alike.ts', async (locale) => {
  const reports = new Set(await phrasesIn('reports', 'month', 'words', locale))
  expect(reports.size).toBeGreaterThan(100)
  expect((await phrasesIn('app', 'i18n', locale)).filter((phrase) => reports.has(phrase))).toEqual([])
})
