import { EarOff, Pencil } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../base/web/button.tsx'
import { Disclosure } from '../../../base/web/disclosure.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { useMay } from '../../../base/web/may.ts'
import { Page, Section } from '../../../base/web/page.tsx'
import { Empty, Failed, Loading } from '../../../base/web/states.tsx'
import { useRead } from '../../../base/web/use-read.ts'
import { type Audience, INTENT_MENTIONS_MIN, type Reach, reach } from '../../contract.ts'
import type { ListenLink } from '../listen-link.ts'
import { usePlaceName } from '../place-name.ts'
import { AudienceDialog } from './audience-dialog.tsx'
import { LanguageItem, PlaceItem } from './reach-line.tsx'

/** Where customers are, as somebody stated, beside who is heard: sentences that open to their mentions, or to where it can be mended. */
export function ReachPage({ Listen }: { Listen: ListenLink }) {
  const { t } = useI18n()
  const read = useRead(reach, {})
  const mayState = useMay('audience:manage')
  const [isStating, setStating] = useState(false)
  const { data } = read
  const state = (
    <Button look="main" onPress={() => setStating(true)} className="min-h-11">
      {t('listen.reach.state')}
    </Button>
  )
  return (
    <Page
      title={t('listen.reach.title')}
      about={t('listen.reach.about')}
      actions={data?.audience && mayState && (
        <Button onPress={() => setStating(true)}>
          <Pencil aria-hidden className="size-4" />
          {t('listen.reach.change')}
        </Button>
      )}
    >
      {read.isPending && <Loading />}
      {read.isError && !data && <Failed error={read.error} retry={() => void read.refetch()} />}
      {data && !data.audience && (
        <Empty icon={<EarOff className="size-5" />} title={t('listen.reach.state')} about={t(mayState ? 'listen.reach.teach' : 'listen.reach.teach_viewer')}>
          {mayState && state}
        </Empty>
      )}
      {data?.audience && <Compared reach={data} audience={data.audience} Listen={Listen} />}
      {data && isStating && <AudienceDialog reach={data} close={() => setStating(false)} />}
    </Page>
  )
}

function Compared({ reach: { mentions, people, margin, languages, places, intents, earlier, from, until }, audience, Listen }: { reach: Reach; audience: Audience; Listen: ListenLink }) {
  const { t, known } = useI18n()
  return (
    <>
      <p className="-mt-3 flex flex-col gap-1 rounded-card bg-wash px-4 py-3">
        <Statement audience={audience} />
        <span>
          <Listen filter={{ from, until, copies: 'each' }} className="font-medium underline hover:text-accent">
            {t('listen.reach.heard', { mentions })}
          </Listen>
          {' '}
          {mentions > 0 && t(margin === 0 ? 'listen.reach.heard_people' : 'listen.reach.heard_people_about', { people })}
        </span>
      </p>
      <Section title={t('listen.reach.places')} about={t('listen.reach.places_about')}>
        <ul className="flex flex-col">
          {worstFirst(places).map((line) => <PlaceItem key={line.value} line={line} span={{ from, until }} Listen={Listen} />)}
        </ul>
      </Section>
      <Section title={t('listen.reach.languages')}>
        <ul className="flex flex-col">
          {worstFirst(languages).map((line) => <LanguageItem key={line.value} line={line} span={{ from, until }} Listen={Listen} />)}
        </ul>
      </Section>
      <Section title={t('listen.reach.intents')} about={t('listen.reach.intents_about', { min: INTENT_MENTIONS_MIN })}>
        <ul className="grid gap-x-8 md:grid-cols-2">
          {intents.filter(({ intent }) => intent !== 'none').map(({ intent, mentions, people, isThin }) => (
            <li key={intent} className="flex min-h-11 flex-wrap items-baseline justify-between gap-x-4 border-b border-line py-2">
              <span>{known(`listen.intent.${intent}`)}</span>
              <span className="text-meta text-quiet tabular-nums">
                {mentions === 0 ? t('listen.reach.nobody') : (
                  <>
                    <Listen filter={{ intents: intent, from, until, copies: 'each' }} className="text-ui text-ink underline hover:text-accent">{t('listen.reach.open', { count: mentions })}</Listen>
                    {' '}
                    {t('listen.reach.heard_people', { people })}
                    {isThin && ` · ${t('listen.reach.thin')}`}
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      {earlier.length > 0 && (
        <Disclosure title={t('listen.reach.earlier', { count: earlier.length })} level={2}>
          <ul className="flex flex-col gap-3 py-2">
            {earlier.map((one) => <li key={one.version} className="flex flex-col gap-1"><Statement audience={one} isWhole /></li>)}
          </ul>
        </Disclosure>
      )}
    </>
  )
}

/** Of when a statement is, how it is known, and who made it; `isWhole`: what it says, too. */
function Statement({ audience: { statedOn, source, by, at, languages, places }, isWhole = false }: { audience: Audience; isWhole?: boolean }) {
  const { t, when, number, languageName, language } = useI18n()
  const placeName = usePlaceName()
  const day = new Intl.DateTimeFormat(language === 'he' ? 'he-IL' : 'en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(statedOn))
  const named = [
    ...languages.map(({ value, percent }) => `${languageName(value) ?? value} ${number(percent)}`),
    ...places.map(({ value, percent }) => `${placeName(value)} ${number(percent)}`),
  ]
  return (
    <>
      <span>
        {t('listen.reach.stated', { day, source })}
        {by && <span className="text-meta text-quiet"> · {t('listen.reach.stated_by', { name: by, when: when(at) })}</span>}
      </span>
      {isWhole && <span className="text-meta text-quiet">{named.join(' · ')}</span>}
    </>
  )
}

const ORDER = ['unheard', 'fewer', 'too_few', 'more', 'as_many', 'unstated'] as const

/** What there is to mend first. */
const worstFirst = <Line extends { readonly verdict: (typeof ORDER)[number] }>(lines: readonly Line[]): Line[] => (
  lines.toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict))
)
