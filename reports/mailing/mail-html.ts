/**
 * The look of mails: paper, dark ink, hairlines; tables and inline styles, since mail programs read little else. Colours
 * of the dark come by classes, for the programs that know them; the others keep the light ones.
 */
import type { Part } from '#reports/month/format.ts'
import { isolates } from '#reports/month/names.ts'
import type { Segment } from '#reports/month/words/marked.ts'

const LIGHT = {
  paper: '#faf9f6',
  ink: '#1b1a18',
  soft: '#5f5b55',
  line: '#e6e2da',
  night: '#2a3577',
  warn: '#9a6208',
  bad: '#b3382f',
  fill: '#3c478f',
  band: '#e9ecf9',
}
const DARK = {
  paper: '#121317',
  ink: '#eceae6',
  soft: '#aaa69f',
  line: '#2a2c33',
  night: '#9dacff',
  warn: '#e0ac54',
  bad: '#f08379',
  fill: '#3a4690',
  band: '#1d2033',
}
const FONT = "font-family:'Golos Text',-apple-system,'Segoe UI',Roboto,Arial,sans-serif"

const STYLES = {
  note: { size: 14, leading: 20, color: 'soft', weight: 400, after: 6 },
  text: { size: 16, leading: 24, color: 'ink', weight: 400, after: 6 },
  strong: { size: 16, leading: 24, color: 'ink', weight: 600, after: 8 },
  section: { size: 18, leading: 24, color: 'ink', weight: 600, after: 12 },
  second: { size: 17, leading: 26, color: 'ink', weight: 400, after: 12 },
  comment: { size: 17, leading: 26, color: 'ink', weight: 400, after: 2 },
  warn: { size: 16, leading: 24, color: 'warn', weight: 400, after: 8 },
} as const
type Style = keyof typeof STYLES

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** In the text of a page: a name that could turn what stands around it in a <bdi>. */
function written(text: string): string {
  return isolates(text)
    .map((part) => (part.isIsolated ? `<bdi>${escaped(part.text)}</bdi>` : escaped(part.text)))
    .join('')
}

/** A whole message. @param preview what a list of messages shows beside the subject */
export function paper(
  { lang, title, preview }: { lang: string; title: string; preview: string },
  rows: readonly string[],
): string {
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(title)}</title>
<style>
@media (prefers-color-scheme: dark) {
.paper { background: ${DARK.paper} !important; }
.ink { color: ${DARK.ink} !important; }
.soft { color: ${DARK.soft} !important; }
.warn { color: ${DARK.warn} !important; }
.bad { color: ${DARK.bad} !important; }
.night { color: ${DARK.night} !important; }
.line { border-color: ${DARK.line} !important; }
.there { background: ${DARK.fill} !important; }
.nobody { border-color: ${DARK.bad} !important; color: ${DARK.bad} !important; }
.unknown { border-color: ${DARK.line} !important; color: ${DARK.soft} !important; }
.button { background: ${DARK.night} !important; color: ${DARK.paper} !important; }
}
</style>
</head>
<body class="paper" style="margin:0;padding:0;background:${LIGHT.paper}">
<div style="display:none;max-height:0;overflow:hidden">${escaped(preview)}</div>
<table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:${LIGHT.paper}">
<tr><td align="center" style="padding:28px 18px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;text-align:left">
${rows.join('\n')}
</table>
</td></tr>
</table>
</body>
</html>
`
}

const inRow = (inside: string, style = '') => `<tr><td style="${style}">${inside}</td></tr>`

function textStyle(style: Style): string {
  const { size, leading, color, weight } = STYLES[style]
  return `margin:0;overflow-wrap:anywhere;${FONT};font-size:${size}px;line-height:${leading}px;font-weight:${weight};color:${LIGHT[color]}`
}

/** @param href all of it leads there */
export function paragraph(text: string, style: Style, href?: string): string {
  const { color, after } = STYLES[style]
  const inside = written(text).replaceAll('\n', '<br>')
  const linked =
    href === undefined
      ? inside
      : `<a class="${color}" href="${escaped(href)}" style="color:${LIGHT[color]}">${inside}</a>`
  return inRow(`<p class="${color}" style="${textStyle(style)}">${linked}</p>`, `padding:0 0 ${after}px`)
}

/** The sentence of the month. */
export function heading(segments: readonly Segment[]): string {
  const inside = segments
    .map(({ text, tone }) =>
      tone === undefined
        ? written(text)
        : `<span class="${tone}" style="color:${LIGHT[tone]}">${written(text)}</span>`,
    )
    .join('')
  return inRow(
    `<h1 class="ink" style="margin:0;${FONT};font-size:25px;line-height:33px;font-weight:500;color:${LIGHT.ink}">${inside}</h1>`,
    'padding:6px 0 12px',
  )
}

export function rule(): string {
  return inRow(
    '',
    `border-top:1px solid ${LIGHT.line};font-size:0;line-height:0;height:14px;padding:0 0 4px`,
  ).replace('<td ', '<td class="line" ')
}

/** One number: what it is, itself, and how it was. */
export function row({
  label,
  parts,
  detail,
}: {
  label: string
  parts: Part[] | null
  detail: string
}): string {
  const value = (parts ?? [{ value: '–', unit: '' }])
    .map(
      ({ value: number, unit }) =>
        `${escaped(number)}${unit === '' ? '' : `<span class="soft" style="font-size:16px;font-weight:400;color:${LIGHT.soft}">&nbsp;${escaped(unit)}</span>`}`,
    )
    .join(' ')
  return inRow(
    `<p class="soft" style="${textStyle('note')}">${written(label)}</p>
<p class="ink" style="margin:0;${FONT};font-size:29px;line-height:36px;font-weight:600;color:${LIGHT.ink}">${value}</p>
<p class="soft" style="${textStyle('note')}">${written(detail)}</p>`,
    'padding:0 0 16px',
  )
}

export function button(text: string, href: string): string {
  return inRow(
    `<a class="button" href="${escaped(href)}" style="display:inline-block;${FONT};font-size:16px;line-height:24px;font-weight:600;color:#ffffff;background:${LIGHT.night};padding:12px 22px;border-radius:8px;text-decoration:none">${escaped(text)}</a>`,
    'padding:8px 0 10px',
  )
}

type Presence = 'there' | 'nobody' | 'unknown'
type Mark = 'dot' | 'late'

export interface Calendar {
  /** all of it in words */
  alt: string
  /** empty cells before the first night: 0 where it is a Monday's */
  before: number
  cells: { day: string; name: string; presence: Presence; mark: Mark | null }[]
  key: { presence: Presence | null; mark: Mark | null; text: string }[]
}

const PRESENCE: Record<Presence, string> = {
  there: `background:${LIGHT.fill};color:#ffffff;border:2px solid ${LIGHT.fill}`,
  nobody: `color:${LIGHT.bad};border:2px dashed ${LIGHT.bad}`,
  unknown: `color:${LIGHT.soft};border:2px solid ${LIGHT.line}`,
}
/** a late one is larger and another sign, not only red */
const MARK: Record<Mark, string> = { dot: '•', late: '▲' }

/** Weeks as rows, a night a cell: filled where someone was there, an outline where nobody was. */
export function calendar({ alt, before, cells, key }: Calendar): string {
  const all = [...Array<null>(before).fill(null), ...cells]
  const weeks = Array.from({ length: Math.ceil(all.length / 7) }, (_, week) =>
    all.slice(week * 7, week * 7 + 7),
  )
  const cellOf = (cell: Calendar['cells'][number] | null) => {
    if (cell === null) return '<td width="14%"></td>'
    const { presence, mark, day, name } = cell
    const sign = mark === null ? '&nbsp;' : MARK[mark]
    return `<td width="14%" class="${presence}" title="${escaped(name)}" align="center" style="${FONT};font-size:12px;line-height:16px;padding:3px 0;${PRESENCE[presence]}">${day}<br><span style="font-size:11.5px">${sign}</span></td>`
  }
  const rows = weeks.map((week) => `<tr>${week.map(cellOf).join('')}</tr>`).join('\n')
  const keys = key.map(({ presence, mark, text }) => {
    const sign =
      presence === null
        ? `<span class="${mark === 'late' ? 'bad' : 'soft'}">${mark === null ? '' : MARK[mark]}</span>`
        : `<span class="${presence}" style="display:inline-block;width:10px;height:10px;line-height:10px;${PRESENCE[presence]}">&nbsp;</span>`
    return `${sign}&nbsp;${escaped(text)}`
  })
  return `${inRow(
    `<table role="img" aria-label="${escaped(alt)}" width="100%" cellpadding="0" cellspacing="3" border="0" style="max-width:420px">${rows}</table>`,
  )}
${inRow(`<p class="soft" style="${textStyle('note')}">${keys.join(' &nbsp; ')}</p>`, 'padding:6px 0 14px')}`
}
