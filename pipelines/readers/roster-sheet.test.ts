import { describe, expect, test } from 'vitest'
import { dataOf, of, others, readSheet, standing } from '#tests/support/sheets.ts'
import { xlsx } from '#tests/support/xlsx.ts'
import type { Read } from './reader.ts'

const days = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1))

/** 'anna 2026-11-02T18:00 2026-11-03T06:00' of what is planned, UTC. */
function planned(reads: readonly Read[]): string[] {
  return dataOf(reads, 'shift')
    .filter(({ action }) => action === 'planned')
    .map((data) =>
      [
        data['manager_id'],
        ...['planned_start', 'planned_end'].map((key) => String(data[key]).slice(0, 16)),
      ].join(' '),
    )
}

describe('a matrix', () => {
  test('codes and hours of a month, by hand', async () => {
    const reads = await readSheet(
      [
        `График дежурств;Ноябрь 2026`,
        `ФИО;${days(30).join(';')};Часы`,
        `;вс;пн;вт;ср;чт;пт;сб;вс`,
        `Анна К.;Н;В;9-21;Д/Н;-;20-8 (Маша до 2);24;0;;;;;;;;;;;;;;;;;;;;;;;48`,
        `Иван;;Д;отп;б/л;21:00–09:00;ч;ч;;;;;;;;;;;;;;;;;;;;;;;0`,
        `Итого;1;1`,
        `Д — 08-20, Н — 20-08`,
      ].join('\n'),
    )
    expect(planned(reads)).toEqual([
      'anna-k 2026-11-01T17:00 2026-11-02T05:00',
      'anna-k 2026-11-03T06:00 2026-11-03T18:00',
      'anna-k 2026-11-04T05:00 2026-11-04T17:00',
      'anna-k 2026-11-04T17:00 2026-11-05T05:00',
      'anna-k 2026-11-06T17:00 2026-11-07T05:00',
      'anna-k 2026-11-07T06:00 2026-11-08T06:00',
      'ivan 2026-11-02T05:00 2026-11-02T17:00',
      'ivan 2026-11-05T18:00 2026-11-06T06:00',
    ])
    expect(dataOf(reads, 'manager')).toEqual([
      { manager_id: 'anna-k', name: 'Анна К.', role: 'manager' },
      { manager_id: 'ivan', name: 'Иван', role: 'manager' },
    ])
    expect(dataOf(reads, 'source')).toEqual([
      {
        source_id: 'sheet://uyut/plans/2026-11-01',
        name: 'Duty roster',
        reports: ['plans'],
        since: '2026-11-01',
      },
    ])
    expect(others(reads)).toEqual([
      'total',
      'the code «ч», which is not known (2 times): write its hours, or add a legend such as «Н = 21:00–09:00»',
    ])
    // two places a day; the two unknown days are left as they are
    expect(of(reads, 'shift')).toHaveLength((30 + 28) * 2)
    expect(of(reads, 'shift')[0]).toMatchObject({
      id: 'anna-k/2026-11/1/1',
      time: '2026-08-01T00:00:00.000Z',
    })
  })

  test('without a legend: Н 21–9, Д 9–21, С 9–9; dates in the header say the month', async () => {
    const reads = await readSheet(
      'Имя,01.11.2026 вс,02.11.2026 пн,03.11.2026,04.11.2026,05.11.2026\nМария,Н,Д,С,,H\n',
    )
    expect(planned(reads)).toEqual([
      'mariya 2026-11-01T18:00 2026-11-02T06:00',
      'mariya 2026-11-02T06:00 2026-11-02T18:00',
      'mariya 2026-11-03T06:00 2026-11-04T06:00',
      'mariya 2026-11-05T18:00 2026-11-06T06:00',
    ])
  })

  test('a workbook: serial dates, the month in the sheet’s name, a code in one cell and its hours in the next', async () => {
    const rows = [
      ['ФИО', 1, 2, 3, 4, 5, 6],
      ['Мария', 'Н', null, 24, null, null, null],
      [null],
      ['Н', '22:00-08:00'],
    ]
    expect(planned(await readSheet(xlsx({ 'Ноябрь 2026': rows })))).toEqual([
      'mariya 2026-11-01T19:00 2026-11-02T05:00',
      'mariya 2026-11-03T06:00 2026-11-04T06:00',
    ])
    const dated = [
      ['ФИО', ...[0, 1, 2, 3, 4].map((day) => ({ date: 46327 + day }))],
      ['Мария', 'Д'],
    ]
    expect(planned(await readSheet(xlsx({ Лист1: dated })))).toEqual([
      'mariya 2026-11-01T06:00 2026-11-01T18:00',
    ])
  })

  test('days down and people across', async () => {
    const reads = await readSheet('Ноябрь 2026;Анна;Мария\n1;Н;\n2;;Н\n3;Н;\n4;;Н\n5;Н;\n')
    expect(planned(reads)).toHaveLength(5)
    expect(planned(reads)[0]).toBe('anna 2026-11-01T18:00 2026-11-02T06:00')
  })

  test('of no month nothing is taken, and the sentence asks for it', async () => {
    const reads = await readSheet(`ФИО;${days(30).join(';')}\nАнна;Н\n`)
    expect(others(reads)).toEqual([
      'a roster of which nothing says the month: write it above the days, such as «Ноябрь 2026»',
    ])
  })

  test('clocks that change in a night make it longer', async () => {
    const reads = await readSheet('October 2026\nName;24;25;26;27;28\nAnna;Н\n', {
      connection: 'uyut',
      pseudonym: (kind) => kind,
      timezone: 'Europe/Berlin',
    })
    expect(planned(reads)).toEqual(['anna 2026-10-24T19:00 2026-10-25T08:00'])
  })
})

describe('sent again', () => {
  const month = (anna: string, ivan: string) =>
    readSheet(`Ноябрь 2026\nФИО;1;2;3;4;5\nАнна;${anna}\nИван;${ivan}\n`)

  test('the same sheet changes nothing', async () => {
    const one = await month('Н;;Н;;Н', ';Н;;Н;')
    expect(await month('Н;;Н;;Н', ';Н;;Н;')).toEqual(one)
    expect(standing(one, one)).toEqual(standing(one))
  })

  test('a corrected month is as if it had been sent so from the start', async () => {
    const wrong = await month('Н;Д/Н;Н;;Н', ';Н;;Н;')
    const right = await month(';Н;9-21;;Н', 'Н;;;Н;')
    const shifts = (stands: ReturnType<typeof standing>) =>
      [...stands.values()]
        .filter(({ type }) => type === 'butler.shift.v1')
        .sort((a, b) => (a.id < b.id ? -1 : 1))
    expect(shifts(standing(wrong, right))).toEqual(shifts(standing(right)))
  })
})

describe('one row a shift', () => {
  test('dates and times, codes, a night, and what lies between is off', async () => {
    const reads = await readSheet(
      'Дата;Сотрудник;Начало;Конец;Телефон\n01.11.2026;Анна;21:00;09:00;1\n03.11.2026;Анна;9:00;21:00;1\n03.11.2026;Мария;21;9;2\n',
    )
    expect(planned(reads)).toEqual([
      'anna 2026-11-01T18:00 2026-11-02T06:00',
      'anna 2026-11-03T06:00 2026-11-03T18:00',
      'mariya 2026-11-03T18:00 2026-11-04T06:00',
    ])
    expect(of(reads, 'shift')).toHaveLength(2 * 3 * 2)
    const coded = await readSheet(
      'Date,Who,Shift\n2026-11-01,Anna,Н\n2026-11-02,Anna,night\n2026-11-03,Anna,?\n',
    )
    expect(planned(coded)).toHaveLength(2)
    expect(others(coded)[0]).toMatch(/«\?».*once/)
  })

  test('times with dates, across days', async () => {
    const reads = await readSheet('Кто;Начало смены;Конец смены\nАнна;01.11.2026 09:00;02.11.2026 09:00\n')
    expect(planned(reads)).toEqual(['anna 2026-11-01T06:00 2026-11-02T06:00'])
  })
})
