import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { projectFile } from '#sql/paths.ts'
import { READ_FORMATS } from '#pipelines/readers/index.ts'
import { CONNECT_WORDS } from '../i18n/words.server.ts'
import { inWords } from './sentences.ts'

/** What readers say that they did not understand. */
async function sentences(): Promise<string[]> {
  const root = projectFile('pipelines', 'readers')
  const names = (await readdir(root)).filter((name) => !/\.test\.ts$|^sheet-names\.ts$/.test(name))
  const texts = await Promise.all(names.map((name) => readFile(path.join(root, name), 'utf8')))
  return texts.flatMap((text) =>
    [...text.matchAll(/'((?:an?|the|its|no|from|nothing|two) [^'\n]{12,})'/g)].map(([, said = '']) => said),
  )
}

test('whatever a reader does not understand is said in Russian, too', async () => {
  const said = [...new Set(await sentences())]
  expect(said.length).toBeGreaterThan(40)
  expect(said.filter((sentence) => inWords(sentence, 'ru') === sentence)).toEqual([])
  for (const sentence of said) expect(inWords(sentence, 'en')).toBe(sentence)
})

test('an unknown code is named', () => {
  expect(inWords('the code «Б», which is not known', 'ru')).toContain('«Б»')
})

test('every format that is read has its name', () => {
  for (const { connect } of Object.values(CONNECT_WORDS))
    expect(Object.keys(connect.format)).toEqual(expect.arrayContaining(READ_FORMATS))
})
