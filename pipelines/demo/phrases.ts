/** What guests write, by topic: the door takes from it what it needs and drops it. */
export const QUESTIONS: Record<string, { ru: readonly string[]; en: readonly string[] }> = {
  wifi: {
    ru: [
      'Подскажите пароль от вайфая?',
      'Не могу подключиться к wi-fi, какой пароль?',
      'А интернет тут есть?',
    ],
    en: ['What is the wifi password?', 'The wifi does not connect, can you help?'],
  },
  check_in: {
    ru: ['Во сколько можно заехать?', 'Как попасть в квартиру?', 'Мы приедем к полуночи, заселимся?'],
    en: ['What time is check-in?', 'How do we get the keys?'],
  },
  check_out: {
    ru: ['До скольки надо выехать?', 'Куда оставить ключи при выезде?'],
    en: ['When do we have to check out?', 'Where do we leave the keys?'],
  },
  address: {
    ru: ['Пришлите точный адрес, пожалуйста', 'Какой подъезд и этаж?', 'Мы у дома, где вход?'],
    en: ['What is the exact address?', 'Which entrance is it?'],
  },
  lock: {
    ru: [
      'Дверь не открывается, код не подходит',
      'Не можем открыть замок, помогите',
      'Ключ не поворачивается в замке',
    ],
    en: ['The door does not open, the code is wrong', 'We cannot open the lock'],
  },
  hot_water: {
    ru: ['Нет горячей воды, что делать?', 'Из крана идёт только холодная вода'],
    en: ['There is no hot water', 'The water is cold, can you help?'],
  },
  heating: {
    ru: ['В квартире холодно, как включить батареи?'],
    en: ['It is cold, how do we turn on the heating?'],
  },
  noise: {
    ru: ['Соседи очень шумят, невозможно спать', 'За стеной музыка, сделайте что-нибудь'],
    en: ['The neighbours are very loud, we cannot sleep'],
  },
  appliances: {
    ru: ['Как включить стиральную машину?', 'Плита не включается', 'Где у вас фен?'],
    en: ['How does the washing machine work?', 'Where is the hairdryer?'],
  },
  cleaning: { ru: ['Когда будет уборка?', 'Можно заказать уборку завтра?'], en: ['When is the cleaning?'] },
  linen: { ru: ['Где взять ещё полотенца?', 'Можно ещё комплект белья?'], en: ['Can we get more towels?'] },
  parking: { ru: ['Где можно оставить машину?', 'Парковка платная?'], en: ['Where can we park?'] },
  payment: { ru: ['Как оплатить остаток?', 'Пришлите чек, пожалуйста'], en: ['How do we pay the rest?'] },
  documents: {
    ru: ['Нужны документы для отчётности, сделаете?'],
    en: ['Can we get the papers for our accounts?'],
  },
  late_check_out: { ru: ['Можно выехать попозже, часа в три?'], en: ['Could we check out later?'] },
  other: {
    ru: ['Посоветуйте, где рядом поужинать?', 'Подскажите, есть ли рядом аптека?'],
    en: ['Is there a pharmacy nearby?'],
  },
}

/** What is asked how often, and when in a stay: before it, on arrival, while it lasts. */
export const TOPICS = {
  before: ['check_in', 'address', 'parking', 'payment', 'check_in'],
  arrival: ['address', 'check_in', 'wifi', 'check_in', 'wifi'],
  stay: ['appliances', 'cleaning', 'linen', 'other', 'check_out', 'wifi', 'appliances', 'documents', 'other'],
} as const

/** The bot knows these by heart. */
export const BOTS_TOPICS: readonly string[] = ['wifi', 'address', 'check_in', 'check_out', 'parking']

export const THANKS = {
  ru: ['Спасибо!', 'Спасибо большое', 'Ок', 'Благодарю'],
  en: ['Thank you!', 'Thanks', 'Ok'],
}
export const HOLDING = 'Минутку, уточню'
export const HOLDING_EN = 'One moment, I will check'
