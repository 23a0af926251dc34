/** What the columns of a sheet of homes are called. All words are folded: no case, ё or punctuation. */
import type { Columns } from './sheet-columns.ts'

/** How a home is called in any sheet. */
export const HOME_WORDS = [
  'квартира',
  'объект',
  'название объекта',
  'название квартиры',
  'название',
  'апартаменты',
  'апартамент',
  'помещение',
  'property name',
  'property',
  'home',
  'apartment',
  'flat',
  'unit',
  'listing',
  'адрес',
  'address',
]

export const homeColumns = {
  name: [...HOME_WORDS, 'name'],
  owner: [
    'собственник',
    'владелец',
    'фио собственника',
    'фио владельца',
    'хозяин',
    'owner',
    'owner name',
    'landlord',
  ],
  email: [
    ...[
      'почта собственника',
      'почта владельца',
      'email собственника',
      'e mail собственника',
      'email владельца',
    ],
    ...[
      'e mail владельца',
      'почта',
      'эл почта',
      'электронная почта',
      'email',
      'e mail',
      'owner email',
      'owner e mail',
    ],
  ],
  owner_from: ['собственник с', 'владелец с', 'владеет с', 'owner since', 'owner from', 'owned since'],
  managed_from: [
    ...[
      'в управлении с',
      'управление с',
      'под управлением с',
      'дата начала',
      'начало управления',
      'дата договора',
      'договор с',
    ],
    ...['managed from', 'managed since', 'start date', 'since'],
  ],
  managed_until: [
    ...['в управлении до', 'управление до', 'дата окончания', 'конец управления', 'расторгнут', 'договор до'],
    ...['managed until', 'end date'],
  ],
  timezone: ['часовой пояс', 'таймзона', 'time zone', 'timezone'],
  group: ['группа', 'район', 'город', 'дом группа', 'group', 'city'],
  check_in_at: ['время заезда', 'заезд с', 'заезд', 'check in time', 'check in'],
  check_out_at: ['время выезда', 'выезд до', 'выезд', 'check out time', 'checkout time', 'check out'],
  listings: ['объявления', 'объявление', 'ссылки', 'ссылка', 'listings', 'links', 'link', 'url'],
  avito: ['авито', 'avito'],
  airbnb: ['airbnb'],
  sutochno: ['суточно', 'суточно ру', 'sutochno'],
  cian: ['циан', 'cian'],
  booking: ['booking', 'букинг'],
  ostrovok: ['островок', 'ostrovok'],
  yandex_travel: ['яндекс', 'яндекс путешествия', 'yandex'],
} satisfies Columns<string>

export type HomeColumn = keyof typeof homeColumns

export const CHANNELS = [
  'avito',
  'airbnb',
  'sutochno',
  'cian',
  'booking',
  'ostrovok',
  'yandex_travel',
] as const
