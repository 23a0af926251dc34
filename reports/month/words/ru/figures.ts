import { alike } from './alike.ts'

/** Cards, and rows of figures. */
export const figures = {
  /** a month's numbers: why one is not there, from when, what it was of */
  card: {
    of: 'из\u00a0{{of}}',
    waits: 'Столько ждали ответа',
    nobody_at_night: 'ночью никто не писал',
    bot_at_night: 'ночью на всё ответил бот',
    waiting: 'ещё ждут, обещанный срок не прошёл',
    nobody_waited: 'ответа человека никто не ждал',
    no_cases: 'случаев не было',
    cases_running: 'обещанный срок ещё не прошёл',
    clock_not_reported: 'по графику: отметки о сменах не подключены',
    not_yet: 'данных пока нет',
    unanswered: 'ещё без ответа',
    since: 'считаем с {{date}}',
    before: {
      same: '{{when}} — {{value}}',
      better: 'лучше, чем {{when}}: {{value}}',
      worse: 'хуже, чем {{when}}: {{value}}',
    },
    before_unknown: '{{when}} данных нет',
  },
  /** rows of figures: «3 из 4», since when, before, the interval */
  figures: {
    of: '{{n}} из {{of}}',
    since: alike.homesSince,
    countedAt: 'по жилью, где известно всё: {{n}} из {{of}}',
    few_one: 'всего {{n}} раз: слишком мало, чтобы судить',
    few_few: 'всего {{n}} раза: слишком мало, чтобы судить',
    few_many: 'всего {{n}} раз: слишком мало, чтобы судить',
    few_other: 'всего {{n}} раза: слишком мало, чтобы судить',
    interval: 'с поправкой на случайность — от {{low}} до {{high}}',
  },
}
