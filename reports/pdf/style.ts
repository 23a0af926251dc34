import { projectFile } from '#sql/paths.ts'

/** The page's colours in the light: indigo = night, green = in time, red = late or nobody. */
export const INK = {
  ink: '#1b1a18',
  soft: '#5f5b55',
  line: '#e6e2da',
  night: '#2a3577',
  fill: '#3c478f',
  band: '#e9ecf9',
  ok: '#0d7466',
  dot: '#3fbfa9',
  warn: '#9a6208',
  bad: '#b3382f',
  paper: '#ffffff',
} as const

const golos = (weight: string) =>
  projectFile(...['node_modules', '@expo-google-fonts', 'golos-text', weight], `GolosText_${weight}.ttf`)

const noto = (script: string, family: string, weight: string) =>
  projectFile(
    ...['node_modules', '@expo-google-fonts', `noto-sans-${script}`, weight],
    `NotoSans${family}_${weight}.ttf`,
  )
const weights = (script: string, family: string) => ({
  regular: noto(script, family, '400Regular'),
  medium: noto(script, family, '500Medium'),
  semibold: noto(script, family, '600SemiBold'),
})

export type Script = 'hebrew' | 'arabic' | 'georgian' | 'armenian' | 'thai'

/** What Golos Text lacks and homes and people are called by. Other letters have no font here: see named.ts. */
export const FALLBACKS: readonly { script: Script; letters: RegExp; fonts: typeof FONT }[] = [
  { script: 'hebrew', letters: /[\u0590-\u05ff\ufb1d-\ufb4f]/u, fonts: weights('hebrew', 'Hebrew') },
  {
    script: 'arabic',
    letters: /[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]/u,
    fonts: weights('arabic', 'Arabic'),
  },
  {
    script: 'georgian',
    letters: /[\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f]/u,
    fonts: weights('georgian', 'Georgian'),
  },
  { script: 'armenian', letters: /[\u0530-\u058f\ufb13-\ufb17]/u, fonts: weights('armenian', 'Armenian') },
  { script: 'thai', letters: /[\u0e00-\u0e7f]/u, fonts: weights('thai', 'Thai') },
]

/** TRICKY: the path itself is the font's name everywhere; a registered name makes PDFKit parse the file again and again. */
export const FONT = {
  regular: golos('400Regular'),
  medium: golos('500Medium'),
  semibold: golos('600SemiBold'),
}

/** Height of a capital letter, in parts of the size; the same in all three weights. */
export const CAP_HEIGHT = 0.7

/** The font of a script that is as heavy as the text's own. */
export function fontFor(script: Script, own: string): string {
  const fonts = FALLBACKS.find((one) => one.script === script)?.fonts ?? FONT
  return own === FONT.semibold ? fonts.semibold : own === FONT.medium ? fonts.medium : fonts.regular
}

export interface TextStyle {
  font: string
  /** pt */
  size: number
  /** from line to line, pt */
  leading: number
  color: string
  /** between letters, in parts of the size */
  tracking?: number
  /** digits of one width */
  tabular?: boolean
}

const style = (font: string, size: number, leading: number, color: string): TextStyle => ({
  font,
  size,
  leading,
  color,
  tabular: true,
})

export const TYPE = {
  headline: { ...style(FONT.medium, 21, 27.5, INK.ink), tracking: -0.016, tabular: false },
  second: { ...style(FONT.regular, 12, 17, INK.soft), tabular: false },
  cover: style(FONT.semibold, 13, 18, INK.ink),
  section: { ...style(FONT.semibold, 13.5, 18, INK.ink), tracking: -0.008 },
  text: style(FONT.regular, 10, 14.5, INK.ink),
  strong: style(FONT.medium, 10, 14.5, INK.ink),
  /** what somebody of the company wrote */
  said: style(FONT.regular, 9.5, 13.5, INK.ink),
  company: { ...style(FONT.semibold, 12, 16, INK.ink), tracking: -0.005 },
  subsection: style(FONT.medium, 10, 14, INK.ink),
  cell: style(FONT.regular, 9.5, 13, INK.ink),
  cellStrong: style(FONT.medium, 9.5, 13, INK.ink),
  small: style(FONT.regular, 8.5, 12, INK.soft),
  /** what a number means, at the report's end */
  defined: style(FONT.medium, 8.5, 12, INK.ink),
  definition: style(FONT.regular, 8.5, 11.5, INK.soft),
  note: style(FONT.regular, 9, 13, INK.soft),
  noteStrong: style(FONT.medium, 9, 13, INK.ink),
  tick: style(FONT.regular, 8, 10, INK.soft),
  big: { ...style(FONT.medium, 24, 28, INK.ink), tracking: -0.02 },
  unit: style(FONT.regular, 11.5, 28, INK.soft),
} as const satisfies Record<string, TextStyle>
