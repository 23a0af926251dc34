/** Writes docs/metrics.md from the catalogue. `--check` only says whether it is fresh. */
import { readFileSync, writeFileSync } from 'node:fs'
import { CATALOGUE, SUBJECTS, type Subject } from '#sql/metrics/index.ts'
import type { Metric } from '#sql/metrics/metric.ts'
import { emptyOf, needsOf, SUBJECT_NAMES, unitOf, type Language } from '#sql/metrics/names.ts'
import { sourceOf } from '#sql/metrics/source.server.ts'
import { projectFile } from '#sql/paths.ts'

const FILE = projectFile('docs', 'metrics.md')

const TEXTS: Record<Language, { title: string; intro: string[]; head: string; also: string }> = {
  ru: {
    title: 'Что и как считается',
    intro: [
      'Этот файл собран из каталога (`npm run docs:metrics`); править его вручную не нужно. Правила целиком — в [rules.md](rules.md), на английском; последний столбец ведёт к нужному разделу и к строке кода, которая считает. То же об одном показателе, вместе с запросом: `insights metric ID`.',
      'Даты и часы — местные, по часовому поясу жилья. Период — с первой даты включительно до второй не включительно. Доли — от 0 до 1, длительности — в секундах. Когда считать нечего, число равно 0, а доля, медиана и максимум неизвестны: «–».',
      '«На момент» (`as_of`) обрезает то, что произошло, по времени события, а не по времени его прихода. Опоздавшие события попадают туда, где им место.',
      'Не сообщают — не значит ноль. Показатель, для которого нужны данные, которых никто не присылает, неизвестен («–»), и рядом сказано, чего не хватает. Он считается с того дня, с которого данные начали приходить.',
    ],
    head: '| показатель | что это | единица | если нечего считать | нужны данные | правило и код |\n|---|---|---|---|---|---|',
    also: 'Ещё',
  },
  en: {
    title: 'What is counted, and how',
    intro: [
      'This file is made from the catalogue (`npm run docs:metrics`); do not edit it by hand. The rules, whole, are in [rules.md](rules.md); the last column leads to the section, and to the line of code that computes. The same of one metric, with its statement: `insights metric ID`.',
      "Dates and hours are local, in the home's own time zone. A period runs from its first date up to, not including, its second. Shares are 0–1, durations seconds. With nothing to count a count is 0; a share, a median, a maximum is unknown: “–”.",
      'The moment asked for (`as_of`) cuts what happened by when it happened, not by when it arrived. Late events land where they belong.',
      'Not reported is not zero. A metric that rests on something nobody sends is unknown (“–”) and says what is missing; it counts from the day on which that began to be sent.',
    ],
    head: '| metric | what it is | unit | nothing to count | needs | rule and code |\n|---|---|---|---|---|---|',
    also: 'Also',
  },
}

function row(
  subject: Subject,
  id: string,
  metric: Metric,
  forms: readonly string[],
  language: Language,
): string {
  const also =
    forms.length === 0 ? '' : ` ${TEXTS[language].also}: ${forms.map((form) => `\`${form}\``).join(', ')}.`
  const { file, line } = sourceOf(subject, id)
  const cells = [
    `<a id="${language}-${id}"></a>**${metric.label[language]}**<br>\`${id}\``,
    metric.about[language] + also,
    unitOf(metric, language),
    emptyOf(metric, language),
    needsOf(metric, language),
    `[#${metric.rule}](rules.md#${metric.rule})<br>[${file}:${line}](../${file}#L${line})`,
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
        return row(subject, id, metric, forms, language)
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
