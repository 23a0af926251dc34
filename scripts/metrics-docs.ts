/** Writes docs/metrics.md from the catalogue. `--check` only says whether it is fresh. */
import { readFileSync, writeFileSync } from 'node:fs'
import { CATALOGUE, SUBJECTS, type Subject } from '#sql/metrics/index.ts'
import type { Metric, Unit, Words } from '#sql/metrics/metric.ts'
import { projectFile } from '#sql/root.ts'

type Language = keyof Words

const FILE = projectFile('docs', 'metrics.md')

const SUBJECT_NAMES: Record<Subject, Words> = {
  turns: { ru: 'Обращения', en: 'Turns' },
  nights: { ru: 'Ночи', en: 'Nights' },
  incidents: { ru: 'Инциденты', en: 'Incidents' },
  reviews: { ru: 'Отзывы', en: 'Reviews' },
  automation: { ru: 'Автоматизация и польза для владельца', en: 'Automation and the owner’s benefit' },
}

const UNITS: Record<Unit, Words> = {
  count: { ru: 'число', en: 'count' },
  share: { ru: 'доля, 0–1', en: 'share, 0–1' },
  seconds: { ru: 'секунды', en: 'seconds' },
  per_100_nights: { ru: 'на 100 ночей', en: 'per 100 nights' },
  per_stay: { ru: 'на проживание', en: 'per stay' },
  stars: { ru: 'баллы, 1–5', en: 'stars, 1–5' },
  correlation: { ru: 'от −1 до 1', en: '−1 to 1' },
  probability: { ru: 'вероятность, 0–1', en: 'probability, 0–1' },
}

const BETTER: Record<'higher' | 'lower', Words> = {
  higher: { ru: 'больше — лучше', en: 'higher is better' },
  lower: { ru: 'меньше — лучше', en: 'lower is better' },
}

const TEXTS: Record<Language, { title: string; intro: string[]; head: string; needs: string; also: string }> =
  {
    ru: {
      title: 'Что и как считается',
      intro: [
        'Этот файл собран из каталога (`npm run docs:metrics`); править его вручную не нужно.',
        'Даты и часы — местные, по часовому поясу жилья. Период — с первой даты включительно до второй не включительно. Доли — от 0 до 1, длительности — в секундах. Когда считать нечего, число равно 0, а доля, медиана и максимум неизвестны: «–».',
        '«На момент» (`as_of`) обрезает то, что произошло, по времени события, а не по времени его прихода. Опоздавшие события попадают туда, где им место.',
        'Не сообщают — не значит ноль. Показатель, для которого нужны данные, которых никто не присылает, неизвестен («–»), и рядом сказано, чего не хватает. Он считается с того дня, с которого данные начали приходить.',
      ],
      head: '| показатель | что это | единица | если нечего считать | нужны данные |\n|---|---|---|---|---|',
      needs: 'нет',
      also: 'Ещё',
    },
    en: {
      title: 'What is counted, and how',
      intro: [
        'This file is made from the catalogue (`npm run docs:metrics`); do not edit it by hand.',
        "Dates and hours are local, in the home's own time zone. A period runs from its first date up to, not including, its second. Shares are 0–1, durations seconds. With nothing to count a count is 0; a share, a median, a maximum is unknown: “–”.",
        'The moment asked for (`as_of`) cuts what happened by when it happened, not by when it arrived. Late events land where they belong.',
        'Not reported is not zero. A metric that rests on something nobody sends is unknown (“–”) and says what is missing; it counts from the day on which that began to be sent.',
      ],
      head: '| metric | what it is | unit | nothing to count | needs |\n|---|---|---|---|---|',
      needs: 'nothing',
      also: 'Also',
    },
  }

function row(id: string, metric: Metric, forms: readonly string[], language: Language): string {
  const texts = TEXTS[language]
  const also = forms.length === 0 ? '' : ` ${texts.also}: ${forms.map((form) => `\`${form}\``).join(', ')}.`
  const better = metric.better === null ? '' : `; ${BETTER[metric.better][language]}`
  const cells = [
    `<a id="${language}-${id}"></a>**${metric.label[language]}**<br>\`${id}\``,
    metric.about[language] + also,
    UNITS[metric.unit][language] + better,
    metric.empty === null ? `–: ${metric.none?.[language] ?? ''}` : String(metric.empty),
    metric.needs.length === 0 ? texts.needs : metric.needs.join(', '),
  ]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function part(language: Language): string {
  const texts = TEXTS[language]
  const subjects = SUBJECTS.map((subject) => {
    const metrics: Record<string, Metric> = CATALOGUE[subject]
    const rows = Object.entries(metrics)
      .filter(([, metric]) => metric.of === undefined)
      .map(([id, metric]) => {
        const forms = Object.keys(metrics).filter((form) => metrics[form]?.of === id)
        return row(id, metric, forms, language)
      })
    return `### ${SUBJECT_NAMES[subject][language]} (\`${subject}\`)\n\n${texts.head}\n${rows.join('\n')}`
  })
  return `## ${texts.title}\n\n${texts.intro.join('\n\n')}\n\n${subjects.join('\n\n')}`
}

const text = `# ${TEXTS.ru.title} · ${TEXTS.en.title}\n\n[Русский](#${anchor('ru')}) · [English](#${anchor('en')})\n\n${part('ru')}\n\n${part('en')}\n`

function anchor(language: Language): string {
  return TEXTS[language].title.toLowerCase().replaceAll(',', '').replaceAll(' ', '-')
}

if (process.argv.includes('--check')) {
  let found = ''
  try {
    found = readFileSync(FILE, 'utf8')
  } catch {
    // not there: stale
  }
  if (found !== text) {
    process.stderr.write(
      'docs/metrics.md is not what the catalogue says: run npm run docs:metrics and commit it\n',
    )
    process.exit(1)
  }
} else {
  writeFileSync(FILE, text)
}
