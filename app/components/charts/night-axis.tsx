import { scaleLinear } from 'd3-scale'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { NightPerson, NightWait } from '../../view-models/night-page.server.ts'
import { Name } from '../ui/text.tsx'
import { Sized } from './sized.tsx'

const ROW = 30
const NAMES = 170
/** Letters that stand in it; of a longer name the whole is its title. */
const MOST_LETTERS = 22

/** One night by the clock: people with plan, presence and what they did; homes where somebody waited. For staff. */
export function NightAxis({
  axis,
  people,
  waits,
  hours,
}: {
  axis: { from_at: number; until_at: number }
  people: readonly NightPerson[]
  waits: readonly NightWait[]
  hours: readonly { at: number; label: string }[]
}) {
  const { t } = useTranslation()
  const id = useId()
  const homes = [...new Set(waits.map(({ home }) => home))]
  const height = (people.length + homes.length) * ROW
  return (
    <section className="section">
      <figure aria-labelledby={id}>
        <h2 id={id}>{t('nights.whoWasThere')}</h2>
        <Sized>
          {(width, range) => {
            if (range === 'phone') return null
            const x = scaleLinear([axis.from_at, axis.until_at], [NAMES, width - 16])
            const at = (moment: number) =>
              Math.round(Math.min(width - 16, Math.max(NAMES, x(moment))) * 10) / 10
            return (
              <svg
                className="chart"
                viewBox={`0 0 ${width} ${height + 28}`}
                role="img"
                aria-label={t('nights.axis')}
              >
                <rect
                  className="window"
                  x={at(axis.from_at)}
                  y="0"
                  width={at(axis.until_at) - at(axis.from_at)}
                  height={height}
                />
                {hours.map((hour) => (
                  <g key={hour.at}>
                    <line className="grid" x1={at(hour.at)} x2={at(hour.at)} y1="0" y2={height} />
                    <text x={at(hour.at)} y={height + 18} textAnchor="middle">
                      {hour.label}
                    </text>
                  </g>
                ))}
                {people.map((person, index) => (
                  <g key={person.name} transform={`translate(0 ${index * ROW})`}>
                    <Label>{person.name}</Label>
                    <Spans of={person.planned} at={at} className="bar-planned" height={18} />
                    <Spans of={person.edited} at={at} className="bar-planned dashed" height={24} />
                    <Spans of={person.unclocked} at={at} className="bar-unclocked" height={10} />
                    <Spans of={person.clocked} at={at} className="bar-present" height={6} />
                    {person.acts.map((act, place) => (
                      <line key={place} className="act" x1={at(act)} x2={at(act)} y1="7" y2="23" />
                    ))}
                  </g>
                ))}
                {homes.map((home, index) => (
                  <g key={home} transform={`translate(0 ${(people.length + index) * ROW})`}>
                    <Label>{home}</Label>
                    {waits
                      .filter((wait) => wait.home === home)
                      .map((wait) => (
                        <g key={wait.from_at}>
                          <line
                            className="wait"
                            x1={at(wait.from_at)}
                            x2={at(wait.until_at)}
                            y1="15"
                            y2="15"
                          />
                          {wait.isLate ? (
                            <line
                              className="wait late"
                              x1={at(Math.min(wait.due_at, wait.until_at))}
                              x2={at(wait.until_at)}
                              y1="15"
                              y2="15"
                            />
                          ) : null}
                          <circle
                            className={wait.isLate ? 'dot-late' : 'dot'}
                            cx={at(wait.from_at)}
                            cy="15"
                            r="4.5"
                          />
                        </g>
                      ))}
                  </g>
                ))}
              </svg>
            )
          }}
        </Sized>
        <p className="note hide-phone">{t('nights.axisKey')}</p>
        <ul className="people">
          {people.map((person) => (
            <li key={person.name}>
              <Name>{person.name}</Name> <small>{person.spoken}</small>
            </li>
          ))}
        </ul>
      </figure>
    </section>
  )
}

/** A name before its row; none reaches into the hours. */
function Label({ children: name }: { children: string }) {
  const letters = Array.from(name)
  const isCut = letters.length > MOST_LETTERS
  return (
    <svg width={NAMES - 8} height={ROW} overflow="hidden">
      <text x="0" y="19" className="name">
        {isCut
          ? `${letters
              .slice(0, MOST_LETTERS - 1)
              .join('')
              .trimEnd()}…`
          : name}
        {isCut ? <title>{name}</title> : null}
      </text>
    </svg>
  )
}

/** Stretches of time as bars of that height, in the middle of a row. */
function Spans({
  of,
  at,
  className,
  height,
}: {
  of: NightPerson['planned']
  /** moment, ms UTC → x */
  at: (moment: number) => number
  className: string
  height: number
}) {
  return of.map(({ from_at, until_at }) => (
    <rect
      key={from_at}
      className={className}
      height={height}
      x={at(from_at)}
      y={(ROW - height) / 2}
      width={at(until_at) - at(from_at)}
      rx={Math.min(4, height / 2)}
    />
  ))
}
