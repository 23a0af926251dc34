import type { ReactNode } from 'react'
import { LanguageSwitch } from './language-switch.tsx'

/** The frame of pages for which nobody is signed in. */
export function SignedOutFrame({ company, children }: { company: string; children: ReactNode }) {
  return (
    <>
      <header className="top">
        <span className="brand">{company}</span>
        <span className="push">
          <LanguageSwitch />
        </span>
      </header>
      <main className="page narrow">{children}</main>
    </>
  )
}
