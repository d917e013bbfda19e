import { useMutation } from '@tanstack/react-query'
import { KeyRound, RotateCw, Terminal } from 'lucide-react'
import { Button } from '../../base/web/button.tsx'
import { call } from '../../base/web/call.ts'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { remember } from '../../base/web/remember.ts'
import { Empty } from '../../base/web/states.tsx'
import { useTitle } from '../../base/web/title.ts'
import { Voice } from '../../listen/web/voice.tsx'
import { spendLink } from '../../people/web/doors.ts'
import { visitDemo } from '../contract.ts'
import { Bar } from './welcome-frame.tsx'

/** The first page: what Heed is, in which language, and two ways on: begin, or look at the demo. */
export function Door({ token, begin, inDemo }: { token: string; begin: () => void; inDemo: () => void }) {
  const { t, language } = useI18n()
  useTitle(t('app.welcome.title'))
  const visiting = useMutation({
    mutationFn: async () => {
      const { workspaceId, token: pass } = await call(visitDemo, { token, language })
      await spendLink(pass)
      remember('workspace', workspaceId)
    },
    onSuccess: inDemo,
  })
  return (
    <div className="flex h-full flex-col overflow-y-auto">
      <Bar />
      <main className="mx-auto grid w-full max-w-240 grow content-center gap-x-16 gap-y-10 px-5 py-10 md:px-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <div className="flex flex-col gap-5 self-center">
          <h1 className="text-hero font-bold text-balance">{t('app.welcome.title')}</h1>
          <p className="text-voice text-pretty text-quiet">{t('app.welcome.about')}</p>
          <div className="flex flex-col gap-3 pt-1 sm:flex-row">
            <Button look="main" onPress={begin} className="min-h-12 px-6">
              {t('app.welcome.begin')}
            </Button>
            <Button onPress={() => visiting.mutate()} isPending={visiting.isPending} className="min-h-12 px-6">
              {t('app.welcome.demo')}
            </Button>
          </div>
          <Problem error={visiting.error} />
          <p className="text-meta text-quiet">{t('app.welcome.minutes')}</p>
        </div>
        <Examples />
      </main>
    </div>
  )
}

/** What one will see inside, in both languages, with what matched marked as it is there. */
function Examples() {
  const { t } = useI18n()
  return (
    <section aria-label={t('app.welcome.example')} className="flex flex-col gap-3 self-center">
      <Example lang="he" text={t('app.welcome.example_he')} brand={t('app.welcome.example_he_brand')} />
      <Example lang="en" text={t('app.welcome.example_en')} brand={t('app.welcome.example_en_brand')} />
      <p className="text-meta text-quiet">{t('app.welcome.example')}</p>
    </section>
  )
}

function Example({ lang, text, brand }: { lang: 'he' | 'en'; text: string; brand: string }) {
  const at = text.indexOf(brand)
  return (
    <figure className="rounded-card border border-line bg-surface p-5">
      <Voice text={text} lang={lang} spans={[[at, at + brand.length]]} />
    </figure>
  )
}

/** Where the way in is to be found, for whoever came without it. Says nothing that a stranger could use. */
export function Locked() {
  const { t } = useI18n()
  return (
    <div className="flex h-full flex-col overflow-y-auto">
      <Bar />
      <main className="flex grow flex-col justify-center">
        <Empty icon={<KeyRound className="size-5" />} title={t('app.welcome.locked')} about={t('app.welcome.locked_about')} isPage>
          <div className="flex w-full max-w-md flex-col gap-4 pt-2 text-start">
            <p className="flex gap-2.5">
              <Terminal aria-hidden className="mt-0.5 size-4.5 shrink-0 text-quiet" />
              {t('app.welcome.locked_terminal')}
            </p>
            <code dir="ltr" className="rounded-control border border-line bg-surface px-3 py-2.5 text-start font-mono text-meta wrap-anywhere">
              {t('app.welcome.locked_line', { address: location.origin })}
            </code>
            <p className="flex gap-2.5">
              <RotateCw aria-hidden className="mt-0.5 size-4.5 shrink-0 text-quiet" />
              {t('app.welcome.locked_again')}
            </p>
          </div>
        </Empty>
      </main>
    </div>
  )
}
