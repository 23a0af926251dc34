import { Form } from '@remix-run/react'

/** A button that asks for one thing, and works without JavaScript. */
export function Act({
  intent,
  label,
  to,
  fields = {},
  isStrong = false,
}: {
  intent: string
  label: string
  /** the page that takes it, without it this one */
  to?: string
  fields?: Record<string, string>
  isStrong?: boolean
}) {
  return (
    <Form method="post" action={to}>
      <input type="hidden" name="intent" value={intent} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button className={isStrong ? 'button strong' : 'button'} type="submit">
        {label}
      </button>
    </Form>
  )
}
