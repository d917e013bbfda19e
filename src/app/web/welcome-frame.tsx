import { Link } from '@tanstack/react-router'
import { ArrowRight, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, lookOf } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useTitle } from '../../base/web/title.ts'
import { LANGUAGES } from '../../base/wording.ts'

/** The steps that are counted, in their order. */
export const STEPS = ['account', 'company', 'words', 'sources'] as const
export type Step = (typeof STEPS)[number] | 'listening'

/** What stands around a step: where one is, the way back, and the language. `leave` leads out of it, for whoever has somewhere to go. */
export function Frame({ step, steps = STEPS, title, about, back, canLeave = false, children }: {
  step: Step
  steps?: readonly Step[]
  title: string
  about?: ReactNode
  back?: (() => void) | undefined
  canLeave?: boolean
  children: ReactNode
}) {
  const { t } = useI18n()
  useTitle(title)
  const at = steps.indexOf(step)
  return (
    <div className="flex h-full flex-col overflow-y-auto">
      <Bar canLeave={canLeave} />
      <main className="mx-auto flex w-full max-w-136 grow flex-col gap-6 px-5 pt-6 md:pt-12 md:pb-12">
        <header className="flex flex-col gap-3">
          {at >= 0 && (
            <div className="flex min-h-11 items-center gap-3 text-meta text-quiet md:min-h-9">
              {back && (
                <Button look="bare" onPress={back} className="-ms-2">
                  <ArrowRight aria-hidden className="size-4 ltr:-scale-x-100" />
                  {t('app.welcome.back')}
                </Button>
              )}
              <span className="ms-auto tabular-nums">{t('app.welcome.step', { step: at + 1, steps: steps.length })}</span>
              <span aria-hidden className="flex gap-1">
                {steps.map((each, index) => (
                  <span key={each} className={`h-1.5 w-6 rounded-full ${index <= at ? 'bg-fill' : 'bg-sunken'}`} />
                ))}
              </span>
            </div>
          )}
          <h1 className="text-title font-semibold text-balance">{title}</h1>
          {about && <p className="text-quiet text-pretty">{about}</p>}
        </header>
        {children}
      </main>
    </div>
  )
}

/** The name, the two languages, and the way out. */
export function Bar({ canLeave = false }: { canLeave?: boolean }) {
  const { t, language, choose } = useI18n()
  return (
    <header className="flex items-center gap-1 px-5 pt-[max(0.75rem,env(safe-area-inset-top))] md:px-8 md:pt-5">
      <span className="flex items-center gap-2 font-bold">
        <img src="/icon.svg" alt="" className="size-7" />
        {t('base.heed')}
      </span>
      <fieldset aria-label={t('app.language')} className="ms-auto flex rounded-full bg-sunken p-0.5">
        {LANGUAGES.map((each) => (
          <button
            key={each}
            type="button"
            lang={each}
            aria-pressed={each === language}
            onClick={() => choose(each)}
            className="min-h-9 cursor-default rounded-full px-3.5 text-meta text-quiet aria-pressed:bg-surface aria-pressed:font-medium aria-pressed:text-ink max-md:min-h-11"
          >
            {t(`base.language.${each}`)}
          </button>
        ))}
      </fieldset>
      {canLeave && (
        <Link to="/" aria-label={t('base.close')} className={lookOf('bare')}>
          <X aria-hidden className="size-4.5" />
        </Link>
      )}
    </header>
  )
}

/** What leads on from a step: always in sight, above the thumb. */
export function Onward({ children }: { children: ReactNode }) {
  return (
    <div className="sticky bottom-0 -mx-5 mt-auto flex flex-col gap-3 border-t border-line bg-canvas px-5 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] md:static md:mx-0 md:mt-0 md:border-none md:px-0">
      {children}
    </div>
  )
}
