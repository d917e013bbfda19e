import { MessageCircleHeart, MessageSquareText } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { remembered } from '../../base/web/remember.ts'
import { Failed, Loading } from '../../base/web/states.tsx'
import { useRead } from '../../base/web/use-read.ts'
import type { Language } from '../../base/wording.ts'
import { type Door, hearDoor } from '../contract.ts'
import { HearForm } from './hear-form.tsx'
import { HearFrame } from './hear-frame.tsx'
import { Kept, Received } from './hear-sent.tsx'

/** Where one is: at the doors, behind one of them, or holding what one got for it. */
type Stage = { readonly at: 'doors' } | { readonly at: 'form'; readonly door: Door } | { readonly at: 'received'; readonly receipt: string } | { readonly at: 'kept' }

/** The two doors for those who work in the company. `receiptAt` is where a receipt’s page is. */
export function HearPage({ token, receiptAt }: { token: string; receiptAt: (receipt: string) => string }) {
  const { t, language, choose } = useI18n()
  const read = useRead(hearDoor, { token })
  const [stage, setStage] = useState<Stage>({ at: 'doors' })
  const workspace = read.data?.workspace ?? null
  const linkLanguage = read.data?.language
  const speak = useEffectEvent((its: Language) => {
    if (its !== language && remembered('language') === null) choose(its)
  })
  useEffect(() => {
    if (linkLanguage) speak(linkLanguage)
  }, [linkLanguage])

  const received = (receipt: string) => setStage({ at: 'received', receipt })
  return (
    <HearFrame workspace={workspace} title={t('connect.hear')}>
      {stage.at === 'doors' && <Kept token={token} received={received} />}
      {read.isPending && <Loading rows={1} />}
      {read.isError && stage.at === 'doors' && <Failed error={read.error} retry={() => void read.refetch()} />}
      {read.data && stage.at === 'doors' && <Doors open={(door) => setStage({ at: 'form', door })} />}
      {stage.at === 'form' && (
        <HearForm token={token} door={stage.door} workspace={workspace ?? ''} back={() => setStage({ at: 'doors' })} received={received} kept={() => setStage({ at: 'kept' })} />
      )}
      {stage.at === 'kept' && <Kept token={token} received={received} isPage again={() => setStage({ at: 'doors' })} />}
      {stage.at === 'received' && <Received url={receiptAt(stage.receipt)} again={() => setStage({ at: 'doors' })} />}
    </HearFrame>
  )
}

const DOORS = [
  { door: 'customer', icon: MessageSquareText },
  { door: 'own', icon: MessageCircleHeart },
] as const

function Doors({ open }: { open: (door: Door) => void }) {
  const { t } = useI18n()
  return (
    <>
      <h1 className="pt-2 text-title font-semibold text-balance">{t('connect.hear.doors')}</h1>
      <ul className="flex flex-col gap-3">
        {DOORS.map(({ door, icon: Icon }) => (
          <li key={door}>
            <button
              type="button"
              onClick={() => open(door)}
              className="flex min-h-32 w-full cursor-default items-center gap-4 rounded-card border border-edge bg-surface p-5 text-start hover:bg-wash"
            >
              <span aria-hidden className="flex size-12 shrink-0 items-center justify-center rounded-full bg-wash text-accent">
                <Icon className="size-6" />
              </span>
              <span className="flex min-w-0 flex-col gap-1">
                <span className="text-voice font-semibold">{t(`connect.hear.door.${door}`)}</span>
                <span className="text-quiet">{t(`connect.hear.door_about.${door}`)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="text-meta text-quiet">{t('connect.hear.anonymous')}</p>
    </>
  )
}
