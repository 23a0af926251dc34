import { describe, expect, test } from 'vitest'
import { dataOf, of, others, readSheet, SECRET, standing } from '#tests/support/sheets.ts'
import { xlsx } from '#tests/support/xlsx.ts'

const AIRBNB =
  'Confirmation code,Status,Guest name,Contact,# of adults,# of children,# of infants,Start date,End date,# of nights,Booked,Listing,Earnings'

describe('exports', () => {
  test('Airbnb: a stay to the last member; what was cancelled is told so', async () => {
    const reads = await readSheet(
      `\uFEFF${AIRBNB}
HMAAAAAAAA,Past guest,${SECRET.name},${SECRET.phone},2,1,0,10/28/2026,11/3/2026,6,2026-09-12,"Nevsky 24, flat 7","$1,234.50"
HMBBBBBBBB,Canceled by guest,Anna,,1,0,0,11/5/2026,11/7/2026,2,2026-10-01,"Nevsky 24, flat 7",$0.00
HMCCCCCCCC,Request declined,Boris,,1,0,0,11/8/2026,11/9/2026,1,2026-10-01,Other,$0.00
`,
    )
    const [stay] = of(reads, 'stay')
    expect(stay).toMatchObject({ id: 'stay/HMAAAAAAAA', time: '2026-09-11T21:00:00.000Z' })
    expect(dataOf(reads, 'stay')).toEqual([
      {
        stay_id: 'uyut/HMAAAAAAAA',
        property_id: 'nevsky-24-flat-7',
        status: 'booked',
        check_in: '2026-10-28',
        check_out: '2026-11-03',
        platform: 'airbnb',
        guest_id: 'guest-303031313232',
        guests: 3,
        amount: { value: 1234.5, currency: 'USD' },
      },
      expect.objectContaining({ stay_id: 'uyut/HMBBBBBBBB', status: 'cancelled', check_in: '2026-11-05' }),
    ])
    expect(others(reads)).toEqual(['not_booked'])
    expect(dataOf(reads, 'source')).toEqual([
      {
        source_id: 'sheet://uyut/stays/2026-10-28',
        name: 'Bookings',
        reports: ['stays'],
        since: '2026-10-28',
        partial: ['stays'],
      },
    ])
  })

  test('Airbnb’s transactions in Portuguese: a booking is one, whatever was paid for it; money on its way is none', async () => {
    const reads = await readSheet(
      [
        '\uFEFFData,Disponível por data,Tipo,Código de Confirmação,Data da reserva,Data de início,Data de término,Noites,Hóspede,Anúncio,Moeda,Valor',
        '10/30/2026,11/06/2026,Payout,,,,,,,,BRL,',
        '10/30/2026,,Recebimento do coanfitrião,HMAAAAAAAA,09/17/2026,10/26/2026,11/01/2026,6,Зина Тайная,Nevsky 24,BRL,-116.92',
        '10/30/2026,,Reserva,HMAAAAAAAA,09/17/2026,10/26/2026,11/01/2026,6,Зина Тайная,Nevsky 24,BRL,584.60',
        '',
      ].join('\n'),
    )
    expect(dataOf(reads, 'stay')).toMatchObject([
      {
        ...{ stay_id: 'uyut/HMAAAAAAAA', property_id: 'nevsky-24', platform: 'airbnb' },
        ...{ check_in: '2026-10-26', check_out: '2026-11-01', status: 'booked' },
      },
    ])
    expect(others(reads)).toEqual(['payout'])
  })

  test('RealtyCalendar: blocks are no stays, sums have spaces and commas', async () => {
    const reads = await readSheet(
      `Номер брони;Объект;Дата заезда;Дата выезда;Гость;Телефон;E-mail;Гостей;Сумма;Источник;Статус;Дата создания
7001;Невский 24, кв. 7;03.11.2026 15:00;05.11.2026 11:00;${SECRET.name};8 (921) 000-11-22;${SECRET.email};2;12 500,50 ₽;Суточно.ру;Подтверждено;01.10.2026 12:30
7002;Невский 24, кв. 7;05.11.2026;06.11.2026;Личное;;;;;;;
7003;Лиговский 3;05.11.2026;06.11.2026;;;;;;;Закрыто;
7004;Лиговский 3;07.11.2026;09.11.2026;Пётр;;;1;;Авито;Не подтверждено;
7005;Лиговский 3;10.11.2026;12.11.2026;Пётр;;;1;;Авито;Незаезд;
7006;Лиговский 3;10.11.2026;12.11.2026;Пётр;;;1;;Авито;Чудо;
Итого;;;;;;;;12 500,50;;;
`,
    )
    expect(of(reads, 'stay').map(({ time }) => time)).toEqual([
      '2026-10-01T09:30:00.000Z',
      '2000-01-01T00:00:00.000Z',
    ])
    expect(dataOf(reads, 'stay')).toEqual([
      {
        stay_id: 'uyut/7001',
        property_id: 'nevskij-24-kv-7',
        status: 'booked',
        check_in: '2026-11-03T12:00:00.000Z',
        check_out: '2026-11-05T08:00:00.000Z',
        platform: 'sutochno',
        guest_id: 'guest-303031313232',
        guests: 2,
        amount: { value: 12_500.5, currency: 'RUB' },
      },
      expect.objectContaining({ stay_id: 'uyut/7005', status: 'no_show', platform: 'avito' }),
    ])
    expect(others(reads)).toEqual([
      'blocked_days',
      'blocked_days',
      'not_booked',
      'a booking whose status is a word that is not known',
      'total',
    ])
  })

  test('Bnovo: several rooms of one number are several stays, the same row twice is one', async () => {
    const reads = await readSheet(
      xlsx({
        Брони: [
          ['Номер брони', 'Статус', 'Номер', 'Заезд', 'Выезд', 'Заказчик', 'Источник'],
          ['A1', 'Выехал', '101', { date: 46329 }, { date: 46331 }, SECRET.name, 'Островок!'],
          ['A1', 'Выехал', '102', { date: 46329 }, { date: 46331 }, SECRET.name, 'Островок!'],
          ['A1', 'Выехал', '102', { date: 46329 }, { date: 46331 }, SECRET.name, 'Островок!'],
        ],
      }),
    )
    expect(
      dataOf(reads, 'stay').map(({ stay_id, property_id, check_in }) => [stay_id, property_id, check_in]),
    ).toEqual([
      ['uyut/A1', '101', '2026-11-03'],
      ['uyut/A1/2', '102', '2026-11-03'],
    ])
  })
})

describe('by hand', () => {
  test('without numbers a stay is its home and first day; nights stand for a departure', async () => {
    const reads = await readSheet(
      'Квартира;Заезд;Ночей;Гость\n«Невский» 24;3 ноября 2026;2;Анна\nНевский, 24;05.11.2026;1;Анна\n',
    )
    expect(dataOf(reads, 'stay')).toEqual([
      {
        stay_id: 'uyut/nevskij-24/2026-11-03',
        property_id: 'nevskij-24',
        status: 'booked',
        check_in: '2026-11-03',
        check_out: '2026-11-05',
      },
      {
        stay_id: 'uyut/nevskij-24/2026-11-05',
        property_id: 'nevskij-24',
        status: 'booked',
        check_in: '2026-11-05',
        check_out: '2026-11-06',
      },
    ])
  })

  test('dates that could be two are asked for; one that could not decides for all', async () => {
    const head = 'Home,Check-in,Check-out\n'
    const unclear = await readSheet(`${head}One,3/4/2026,5/4/2026\n`)
    expect(others(unclear)).toHaveLength(1)
    expect(others(unclear)[0]).toMatch(/write them as 2026-11-03/)
    const first = async (rows: string) => dataOf(await readSheet(head + rows), 'stay')[0]?.['check_in']
    expect(await first('One,3/4/2026,5/4/2026\nOne,3/20/2026,3/25/2026\n')).toBe('2026-03-04')
    expect(await first('One,3/4/2026,3/5/2026\nOne,3/20/2026,3/25/2026\n')).toBe('2026-03-04')
    expect(await first('One,3/4/2026,5/4/2026\nOne,20/3/2026,25/3/2026\n')).toBe('2026-04-03')
    expect(others(await readSheet(`${head}One,20/3/2026,3/25/2026\n`))).toHaveLength(1)
  })

  test('a booking that is cancelled in a later sheet replaces what the earlier one told', async () => {
    const sheet = (status: string) =>
      readSheet(`Бронь;Объект;Заезд;Выезд;Статус\n77;А;03.11.2026;05.11.2026;${status}\n`)
    const stands = [...standing(await sheet('Новая'), await sheet('Отменена')).values()]
    expect(stands.filter(({ type }) => type === 'butler.stay.v1').map(({ data }) => data['status'])).toEqual([
      'cancelled',
    ])
  })

  test('a cancelled booking and a new one of the same day are two', async () => {
    const reads = await readSheet(
      'Объект;Заезд;Выезд;Статус\nА;03.11.2026;05.11.2026;Отмена\nА;03.11.2026;06.11.2026;\n',
    )
    expect(dataOf(reads, 'stay').map(({ stay_id, status }) => [stay_id, status])).toEqual([
      ['uyut/a/2026-11-03', 'booked'],
      ['uyut/a/2026-11-03/2', 'cancelled'],
    ])
  })

  test('an address beside arrivals is a guest’s, and makes no owner', async () => {
    const reads = await readSheet(`Квартира;Заезд;Выезд;Почта\nА;03.11.2026;05.11.2026;${SECRET.email}\n`)
    expect(of(reads, 'owner')).toEqual([])
    expect(of(reads, 'stay')).toHaveLength(1)
  })
})
