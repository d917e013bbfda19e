import { CircleAlert, RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { CallError } from './call.ts'
import { useI18n } from './i18n.tsx'

/** The shape of rows that are on their way. */
export function Loading({ rows = 5 }: { rows?: number }) {
  const { t } = useI18n()
  return (
    <output className="flex animate-pulse flex-col" aria-label={t('base.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex flex-col gap-3 border-b border-line px-5 py-5">
          <div className="h-3 w-40 rounded-full bg-sunken" />
          <div className="h-4 w-full rounded-full bg-sunken" />
          <div className="h-4 w-3/5 rounded-full bg-sunken" />
        </div>
      ))}
    </output>
  )
}

/** Nothing here yet: what will appear, and in `children` how to make it appear. */
export function Empty({ icon, title, about, isPage = false, children }: {
  icon: ReactNode
  title: string
  about: string
  /** There is nothing else on this page: its title is this one. */
  isPage?: boolean
  children?: ReactNode
}) {
  const Title = isPage ? 'h1' : 'h2'
  return (
    <section className="mx-auto flex w-full max-w-xl flex-col items-center gap-3 px-5 py-16 text-center">
      <div aria-hidden className="mb-1 flex size-12 items-center justify-center rounded-full bg-wash text-accent">
        {icon}
      </div>
      <Title className="text-title font-semibold text-balance">{title}</Title>
      <p className="max-w-md text-balance text-quiet">{about}</p>
      {children}
    </section>
  )
}

/** What an error means to the person: one sentence, in their language. */
export function useSentence(): (error: unknown) => string {
  const { t } = useI18n()
  return (error) => (error instanceof CallError && error.code === 'unreachable' ? t('base.unreachable') : t(`refusal.${codeOf(error)}`, detailsOf(error)))
}

const codeOf = (error: unknown) => (error instanceof CallError && error.code !== 'unreachable' ? error.code : 'failed')
/** Whether the same may work a moment later: it was no refusal. */
const mayPass = (error: unknown) => !(error instanceof CallError) || ['unreachable', 'failed', 'too_many'].includes(error.code)
const detailsOf = (error: unknown) => (error instanceof CallError ? error.details : {})

/** It did not work: what happened, and the way to try again where that can help. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useI18n()
  const sentence = useSentence()
  return (
    <section role="alert" className="mx-auto flex w-full max-w-xl flex-col items-center gap-4 px-5 py-16 text-center">
      <CircleAlert aria-hidden className="size-8 text-bad" />
      <p className="text-balance">{sentence(error)}</p>
      {retry && mayPass(error) && (
        <Button onPress={retry}>
          <RotateCw aria-hidden className="size-4" />
          {t('base.retry')}
        </Button>
      )}
    </section>
  )
}
