/** What the columns of exports of bookings are called, and what their words for a booking's state mean. */
import { HOME_WORDS } from './homes-columns.ts'
import type { Columns } from './sheet-columns.ts'
import { fold, slug } from './sheet-names.ts'

/** Airbnb (reservations and transactions, whose heads are in the host's language), RealtyCalendar, Bnovo, and what people make by hand. */
export const bookingColumns = {
  number: [
    ...[
      'confirmation code',
      'код подтверждения',
      'номер брони',
      'номер бронирования',
      'бронирование',
      'бронь',
      'код брони',
    ],
    ...['código de confirmação', 'código de confirmación', 'code de confirmation', 'bestätigungscode'],
    ...[
      'codice di conferma',
      'reservation',
      'booking number',
      'booking id',
      'booking',
      'number',
      '№ брони',
      'id брони',
      'id',
    ],
  ],
  home: [
    ...HOME_WORDS,
    'объявление',
    'номер комнаты',
    'номер',
    'комната',
    'room',
    'категория номера',
    'категория',
    ...['anúncio', 'anuncio', 'annonce', 'inserat', 'annuncio'],
  ],
  check_in: [
    ...['дата заезда', 'заезд', 'дата начала', 'начало', 'дата прибытия', 'прибытие'],
    ...['data de início', 'fecha de inicio', 'date de début', 'startdatum', 'data di inizio'],
    ...['check in', 'checkin', 'check in date', 'start date', 'arrival', 'arrival date'],
  ],
  check_out: [
    ...['дата выезда', 'выезд', 'дата окончания', 'окончание', 'дата отъезда', 'отъезд'],
    ...[
      'data de término',
      'fecha de finalización',
      'fecha de fin',
      'date de fin',
      'enddatum',
      'data di fine',
    ],
    ...['check out', 'checkout', 'check out date', 'end date', 'departure', 'departure date'],
  ],
  nights: [
    ...['ночей', 'количество ночей', 'кол во ночей', 'ночи', 'nights', 'of nights'],
    ...['noites', 'noches', 'nuits', 'nächte', 'notti'],
  ],
  status: ['статус', 'статус брони', 'статус бронирования', 'состояние', 'status'],
  created: [
    'дата создания',
    'создано',
    'создана',
    'дата бронирования',
    'забронировано',
    'дата брони',
    'booked',
    'booked on',
    'booking date',
    'created',
    ...['data da reserva', 'fecha de reservación', 'fecha de la reserva', 'date de réservation'],
    ...['buchungsdatum', 'data di prenotazione'],
  ],
  guest: [
    ...['гость', 'имя гостя', 'фио гостя', 'клиент', 'заказчик', 'фио', 'guest name', 'guest', 'customer'],
    ...['hóspede', 'huésped', 'voyageur', 'gast', 'ospite'],
  ],
  phone: [
    'телефон гостя',
    'телефон клиента',
    'телефон',
    'контакт',
    'контакты',
    'phone',
    'guest phone',
    'contact',
  ],
  guests: ['гостей', 'количество гостей', 'кол во гостей', 'число гостей', 'guests', 'number of guests'],
  adults: ['взрослых', 'взрослые', 'of adults', 'adults'],
  children: ['детей', 'дети', 'of children', 'children'],
  infants: ['младенцев', 'of infants', 'infants'],
  platform: [
    'источник',
    'канал',
    'канал продаж',
    'площадка',
    'источник бронирования',
    'source',
    'channel',
    'platform',
  ],
  amount: [
    'сумма брони',
    'сумма бронирования',
    'сумма',
    'стоимость',
    'стоимость проживания',
    'итого',
    'earnings',
    'amount',
    'total',
    'price',
  ],
  currency: ['валюта', 'currency', 'moeda', 'moneda', 'devise', 'währung', 'valuta'],
  kind: ['тип', 'тип записи', 'type', 'tipo', 'typ'],
} satisfies Columns<string>

export type BookingColumn = keyof typeof bookingColumns

export type State = 'booked' | 'cancelled' | 'no_show' | 'not_booked' | 'blocked_days' | 'payout' | 'unknown'

// the first that begins a word of the cell: “не подтверждено” before “подтверждено”
const STATES: readonly (readonly [State, RegExp])[] = [
  ['no_show', /^(?:незаезд|не заезд|неявк|не явк|не приех|no ?show)/],
  [
    'not_booked',
    /(?:^|\s)(?:не ?подтвержд|не ?оплач|запрос|заявк|ожида|предварит|отклон|истек|inquir|enquir|pending|request|declin|denied|expired|awaiting|unconfirmed|not possible)/,
  ],
  ['cancelled', /(?:^|\s)(?:отмен|аннул|cancel|annul|storn)/],
  [
    'blocked_days',
    /^(?:airbnb not available|not available|unavailable|недоступ|не доступ|закрыт|блок|block|closed|ремонт|уборк|клининг|личн|собственник|владелец|хозяин|owner(?: stay| block)?$|ownerstay|maintenance)/,
  ],
  ['payout', /^(?:payout|выплат|перевод)/],
  [
    'booked',
    /^(?:подтвержд|заброниров|брон|нов|оплач|измен|засел|заех|прожива|живет|выехал|выезд|высел|заверш|прибы|гость|актив|confirm|book|reserv|new|modif|paid|checked|check ?in|check ?out|in house|complete|past guest|current|arriv|upcoming|depart|active|ok$|reserva|réserv|buchung|prenotaz|bestätigt|ancien voyageur|hóspede|huésped|gast|staying|awaiting guest|review|finished)/,
  ],
]

/** '' is a booking. */
export function stateOf(cell: string): State {
  const folded = fold(cell)
  return folded === '' ? 'booked' : (STATES.find(([, words]) => words.test(folded))?.[0] ?? 'unknown')
}

/** Whether no guest is booked: a block stands where a guest's name or the kind of the row stands. */
export function isBlock(cell: string): boolean {
  return stateOf(cell) === 'blocked_days'
}

const PLATFORMS: readonly (readonly [string, RegExp])[] = [
  ['airbnb', /^airbnb/],
  ['avito', /^(?:авито|avito)/],
  ['booking', /^(?:booking|букинг)/],
  ['sutochno', /^(?:суточно|sutochno)/],
  ['ostrovok', /^(?:островок|ostrovok)/],
  ['yandex_travel', /^(?:яндекс|yandex)/],
  ['cian', /^(?:циан|cian)/],
  ['tvil', /^(?:твил|tvil)/],
  ['direct', /^(?:прям|direct|сайт|модуль бронирования|телефон|phone)/],
]

/** A word of the contract; undefined where none is written. */
export function platformOf(cell: string): string | undefined {
  const folded = fold(cell)
  if (folded === '') return undefined
  return PLATFORMS.find(([, words]) => words.test(folded))?.[0] ?? slug(cell).slice(0, 32)
}
