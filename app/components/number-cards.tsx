import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { NumberCard } from '../view-models/numbers.server.ts'

/** The four numbers, each with its definition one tap away and its rows behind it. */
export function NumberCards({ cards }: { cards: readonly NumberCard[] }) {
  return (
    <dl className="numbers">
      {cards.map((card) => (
        <Card key={card.id} {...card} />
      ))}
    </dl>
  )
}

function Card({ id, label, about, parts, why, href, delta }: NumberCard) {
  const { t } = useTranslation()
  const value =
    parts === null ? (
      '–'
    ) : (
      <>
        {parts.map((part, index) => (
          <span key={index}>
            {index > 0 ? ' ' : ''}
            {part.value} <small>{part.unit}</small>
          </span>
        ))}
      </>
    )
  return (
    <div className="number">
      <dt>
        <details className="about">
          <summary>{label}</summary>
          <p>{about}</p>
        </details>
      </dt>
      <dd className="big" data-metric={id}>
        {href === null ? (
          value
        ) : (
          <Link to={href} title={t('numbers.rows')}>
            {value}
          </Link>
        )}
      </dd>
      {why === null ? null : <dd className="delta">{why}</dd>}
      {delta === null ? null : (
        <dd className="delta">
          {delta.href === null ? (
            <span className={delta.tone ?? undefined}>{delta.text}</span>
          ) : (
            <Link className={delta.tone ?? undefined} to={delta.href}>
              {delta.text}
            </Link>
          )}
        </dd>
      )}
    </div>
  )
}
