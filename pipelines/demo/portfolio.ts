/** Who and what there is in the demo: nine owners, 24 homes in St. Petersburg, six people. */

export const HOUR_MS = 3_600_000
export const MINUTE_MS = 60_000
export const DAY_MS = 86_400_000
/** Moscow is three hours ahead of UTC all year. */
const OFFSET_MS = 3 * HOUR_MS

/** The instant of a local time: days since 1970-01-01, and hours of the clock, which may be above 24. */
export function instant(day: number, hours: number): number {
  return day * DAY_MS + Math.round(hours * HOUR_MS) - OFFSET_MS
}

/** Local date of an instant, days since 1970-01-01. */
export function dayOf(at: number): number {
  return Math.floor((at + OFFSET_MS) / DAY_MS)
}

/** Hour of the local clock, with its fraction. */
export function hourOf(at: number): number {
  return ((at + OFFSET_MS) % DAY_MS) / HOUR_MS
}

export function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

/** The first day of the month that lies so many months after the month of a day. */
export function monthStart(first_day: number, months: number): number {
  const date = new Date(first_day * DAY_MS)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / DAY_MS
}

export const OWNERS = [
  { id: 'o-anna', name: 'Анна Сергеевна', email: 'anna@example.com', locale: 'ru' },
  { id: 'o-boris', name: 'Борис Львович', email: 'boris@example.com', locale: 'ru' },
  { id: 'o-vera', name: 'Вера Николаевна', email: 'vera@example.com', locale: 'ru' },
  { id: 'o-gleb', name: 'Глеб Андреевич', email: 'gleb@example.com', locale: 'ru' },
  { id: 'o-daria', name: 'Дарья Олеговна', email: 'daria@example.com', locale: 'ru' },
  { id: 'o-emma', name: 'Emma Lindqvist', email: 'emma@example.com', locale: 'en' },
  { id: 'o-zakhar', name: 'Захар Ильич', email: 'zakhar@example.com', locale: 'ru' },
  { id: 'o-inna', name: 'Инна Павловна', email: 'inna@example.com', locale: 'ru' },
  { id: 'o-kirill', name: 'Кирилл Маратович', email: 'kirill@example.com', locale: 'ru' },
] as const

export interface DemoHome {
  id: string
  name: string
  owner: string
  group?: string
  /** how often it is booked: share of its days, 0–1 */
  taken_share: number
  /** questions of a stay, on average */
  questions: number
}

const home = (id: string, name: string, owner: string, of: Partial<DemoHome> = {}): DemoHome => ({
  id,
  name,
  owner,
  taken_share: 0.78,
  questions: 5.6,
  ...of,
})

const STUDIOS = { group: 'Студии на Лиговском', taken_share: 0.85, questions: 5 }

export const HOMES: readonly DemoHome[] = [
  home('nevsky-24', 'Невский, 24', 'o-anna'),
  home('rubinshteina-9', 'Рубинштейна, 9', 'o-anna'),
  home('marata-5', 'Марата, 5', 'o-anna', { taken_share: 0.6 }),
  home('kirochnaya-12', 'Кирочная, 12', 'o-boris', { taken_share: 0.16, questions: 2.9 }),
  home('pestelya-7', 'Пестеля, 7', 'o-vera'),
  home('moika-31', 'Набережная Мойки, 31', 'o-vera'),
  home('repino', 'Дом в Репино', 'o-gleb', { taken_share: 0.5, questions: 7 }),
  home('zhukovskogo-18', 'Жуковского, 18', 'o-gleb'),
  home('gorokhovaya-40', 'Гороховая, 40', 'o-daria'),
  home('fontanka-66', 'Набережная Фонтанки, 66', 'o-daria'),
  home('sadovaya-22', 'Садовая, 22', 'o-emma'),
  home('vosstaniya-3', 'Восстания, 3', 'o-emma'),
  home('bolshaya-konushennaya-8', 'Большая Конюшенная, 8', 'o-zakhar'),
  home('kazanskaya-15', 'Казанская, 15', 'o-zakhar'),
  home('liteyny-45', 'Литейный, 45', 'o-inna'),
  home('mayakovskogo-11', 'Маяковского, 11', 'o-inna'),
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((number) =>
    home(`ligovsky-74-${number}`, `Лиговский, 74, студия ${number}`, 'o-kirill', STUDIOS),
  ),
]

export const STAFF = [
  { id: 'm-lead', name: 'Ольга Р.', role: 'lead', email: 'olga@example.com', languages: ['ru', 'en'] },
  { id: 'm-admin', name: 'Роман Т.', role: 'admin', email: 'roman@example.com', languages: ['ru'] },
  { id: 'm-sasha', name: 'Саша К.', role: 'manager', email: 'sasha@example.com', languages: ['ru', 'en'] },
  { id: 'm-timur', name: 'Тимур А.', role: 'manager', email: 'timur@example.com', languages: ['ru'] },
  {
    id: 'm-ulyana',
    name: 'Ульяна Г.',
    role: 'manager',
    email: 'ulyana@example.com',
    languages: ['ru', 'en'],
  },
  { id: 'm-fedor', name: 'Фёдор М.', role: 'manager', email: 'fedor@example.com', languages: ['ru'] },
] as const

const MESSENGER = ['messages', 'staff', 'handoffs', 'marks', 'instructions', 'templates']

/** What is connected. Telegram is never quiet for long, and says so: nine hours without a word mean that it is broken. */
export const SOURCES = [
  { id: 'telegram://butler', name: 'Telegram', reports: MESSENGER, alive_every_s: 10_800 },
  { id: 'whatsapp://butler', name: 'WhatsApp', reports: MESSENGER },
  { id: 'avito://butler', name: 'Авито', reports: MESSENGER },
  { id: 'sutochno://butler', name: 'Суточно.ру', reports: MESSENGER },
  { id: 'phone://butler', name: 'Телефония', reports: ['calls'] },
  {
    id: 'crm://butler',
    name: 'CRM',
    reports: ['stays', 'incidents', 'playbooks', 'owner_contact', 'reviews'],
  },
  { id: 'roster://butler', name: 'График смен', reports: ['plans', 'clock'] },
] as const

export const SOURCE_OF: Record<string, string> = {
  telegram: 'telegram://butler',
  whatsapp: 'whatsapp://butler',
  avito: 'avito://butler',
  sutochno: 'sutochno://butler',
  phone: 'phone://butler',
}
