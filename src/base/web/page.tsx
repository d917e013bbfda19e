import { useId, type ReactNode } from 'react'
import { useTitle } from './title.ts'

/** A page that is read from its top: its title, what can be done here, and its sections in one column. `isWide` is for tables. */
export function Page({ title, about, actions, isWide = false, children }: {
  title: string
  about?: ReactNode
  actions?: ReactNode
  isWide?: boolean
  children: ReactNode
}) {
  useTitle(title)
  return (
    <div className="h-full overflow-y-auto">
      <div className={`mx-auto flex flex-col gap-8 px-5 py-6 max-md:gap-6 max-md:px-4 max-md:py-4 ${isWide ? 'max-w-300' : 'max-w-184'}`}>
        <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
          <div className="flex min-w-0 flex-col gap-1">
            <h1 className="text-title font-semibold text-balance">{title}</h1>
            {about && <p className="text-quiet">{about}</p>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  )
}

/** A part of a page, under a title of its own. */
export function Section({ title, about, actions, children }: { title: string; about?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  const titleId = useId()
  return (
    <section aria-labelledby={titleId} className="flex flex-col gap-3">
      <header className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-col gap-0.5">
          <h2 id={titleId} className="font-semibold">
            {title}
          </h2>
          {about && <p className="text-meta text-quiet">{about}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </section>
  )
}

/** What holds things that belong together. */
export function Card({ className = '', children }: { className?: string; children: ReactNode }) {
  return <div className={`rounded-card border border-line bg-surface p-5 max-md:p-4 ${className}`}>{children}</div>
}
