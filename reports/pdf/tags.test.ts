import { beforeAll, describe, expect, test } from 'vitest'
import { plain, read, treeOf, type Read, type TreeNode } from '#tests/support/read-pdf.ts'
import { COMPANY, sampleMonth } from '#tests/support/sample-month.ts'

describe('tags', () => {
  let month: Read
  let nodes: TreeNode[]
  beforeAll(async () => {
    month = await read(sampleMonth())
    nodes = await treeOf(month)
  })
  const withRole = (role: string) => nodes.filter((node) => node.role === role)

  test('the document is marked, in Russian, with its title and dates', async () => {
    expect(await month.pdf.getMarkInfo()).toMatchObject({ Marked: true })
    const { info, metadata } = await month.pdf.getMetadata()
    expect(info).toMatchObject({ Language: 'ru-RU', Author: COMPANY.name, CreationDate: 'D:20261122204000Z' })
    expect(plain((info as { Title: string }).Title)).toBe(
      `Октябрь 2026: отчёт о поддержке гостей — ${COMPANY.name}`,
    )
    expect(metadata.get('dc:title')).toContain(COMPANY.name)
    expect(await month.pdf.getViewerPreferences()).toMatchObject({ DisplayDocTitle: true })
  })

  test('one first heading, then those of the parts', () => {
    expect(withRole('H1')).toHaveLength(1)
    expect(withRole('H2').length).toBeGreaterThanOrEqual(6)
    const first = nodes.findIndex(({ role }) => role === 'H1')
    expect(nodes.findIndex(({ role }) => role === 'H2')).toBeGreaterThan(first)
  })

  test('tables have heads of columns and rows', () => {
    const tables = withRole('Table')
    expect(tables.length).toBeGreaterThanOrEqual(9)
    for (const table of tables) {
      const [head, ...rows] = table.children ?? []
      expect(head?.children?.every(({ role }) => role === 'TH')).toBe(true)
      expect(rows.length).toBeGreaterThan(0)
      for (const row of rows) {
        const [first, ...cells] = row.children ?? []
        expect(first?.role).toBe('TH')
        expect(cells.every(({ role }) => role === 'TD')).toBe(true)
        expect(cells).toHaveLength((head?.children?.length ?? 0) - 1)
      }
    }
    expect(month.bytes.toString('latin1').match(/\/Scope \/Column/g)?.length).toBe(
      // of a table on two pages the header stands on the first
      tables.flatMap(({ children }) => children?.[0]?.children?.filter((cell) => cell.children?.length) ?? [])
        .length,
    )
  })

  test('figures say what they show', () => {
    const figures = withRole('Figure')
    expect(figures).toHaveLength(2)
    expect(figures[0]?.alt).toContain('Ночей: 31')
    expect(figures[1]?.alt).toContain('Самое долгое: 1')
    for (const { bbox } of figures) expect(bbox).toHaveLength(4)
  })
})
