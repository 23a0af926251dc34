/** Who and what there is in the demo: nine owners, 24 homes in St. Petersburg, six people. */

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
  /** on the first day */
  owner: string
  group?: string
  /** share of its days that are booked out of season, 0–1 */
  taken_share: number
  /** questions of a stay, on average */
  questions: number
  /** how long stays are; each as likely as it stands here */
  nights: readonly number[]
}

const USUAL = { taken_share: 0.74, questions: 4.3, nights: [1, 2, 2, 2, 3, 3, 3, 4, 5] }
const STUDIOS = {
  ...{ group: 'Студии на Лиговском', taken_share: 0.84, questions: 3.6 },
  nights: [1, 1, 1, 2, 2, 2, 3, 3, 4],
}

const home = (id: string, name: string, owner: string, of: Partial<DemoHome> = {}): DemoHome => ({
  ...{ id, name, owner },
  ...USUAL,
  ...of,
})

/** The owner of this one looks in rarely: two stays a month, three questions each. */
export const QUIET_HOME = 'kirochnaya-12'
/** Its owner lives next door and likes to answer himself. */
export const OWNERS_OWN_HOME = 'repino'
export const SOLD_HOME = { id: 'kazanskaya-15', to: 'o-kirill' }
export const TAKEN_OVER_HOME = 'mayakovskogo-11'

export const HOMES: readonly DemoHome[] = [
  home('nevsky-24', 'Невский, 24', 'o-anna', { taken_share: 0.82, questions: 5 }),
  home('rubinshteina-9', 'Рубинштейна, 9', 'o-anna'),
  home('marata-5', 'Марата, 5', 'o-anna', { taken_share: 0.62, questions: 3.8 }),
  home(QUIET_HOME, 'Кирочная, 12', 'o-boris'),
  home('pestelya-7', 'Пестеля, 7', 'o-vera'),
  home('moika-31', 'Набережная Мойки, 31', 'o-vera', { taken_share: 0.8, questions: 5 }),
  home(OWNERS_OWN_HOME, 'Дом в Репино', 'o-gleb', {
    ...{ taken_share: 0.46, questions: 6.5, nights: [2, 2, 2, 3, 3, 4, 7] },
  }),
  home('zhukovskogo-18', 'Жуковского, 18', 'o-gleb'),
  home('gorokhovaya-40', 'Гороховая, 40', 'o-daria'),
  home('fontanka-66', 'Набережная Фонтанки, 66', 'o-daria', { taken_share: 0.66 }),
  home('sadovaya-22', 'Садовая, 22', 'o-emma', { taken_share: 0.8 }),
  home('vosstaniya-3', 'Восстания, 3', 'o-emma', { questions: 5 }),
  home('bolshaya-konushennaya-8', 'Большая Конюшенная, 8', 'o-zakhar', { questions: 5 }),
  home(SOLD_HOME.id, 'Казанская, 15', 'o-zakhar'),
  home('liteyny-45', 'Литейный, 45', 'o-inna', { taken_share: 0.6 }),
  home(TAKEN_OVER_HOME, 'Маяковского, 11', 'o-inna'),
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((number) =>
    home(`ligovsky-74-${number}`, `Лиговский, 74, студия ${number}`, 'o-kirill', STUDIOS),
  ),
]

export const STAFF = [
  { id: 'm-lead', name: 'Ольга Р.', role: 'lead', email: 'olga@example.com', languages: ['ru', 'en'] },
  { id: 'm-admin', name: 'Роман Т.', role: 'admin', email: 'roman@example.com', languages: ['ru'] },
  { id: 'm-sasha', name: 'Саша К.', role: 'manager', email: 'sasha@example.com', languages: ['ru', 'en'] },
  { id: 'm-timur', name: 'Тимур А.', role: 'manager', email: 'timur@example.com', languages: ['ru', 'en'] },
  { id: 'm-ulyana', name: 'Ульяна Г.', role: 'manager', email: 'ulyana@example.com', languages: ['ru', 'en'] },
  { id: 'm-fedor', name: 'Фёдор М.', role: 'manager', email: 'fedor@example.com', languages: ['ru'] },
] as const
