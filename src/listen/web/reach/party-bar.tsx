import type { ReactNode } from 'react'
import { useI18n } from '../../../base/web/i18n.tsx'
import { Name } from '../../../base/web/name.tsx'
import type { Filter, Party } from '../../contract.ts'
import type { ListenLink } from '../listen-link.ts'
import { useInHundred } from './in-hundred.ts'

/** What a party is called: a rival by its name; us by the query’s, as there may be several that hear us. */
export function usePartyName(): (party: Party) => string {
  return ({ rival, name }) => rival ?? name
}

/** One party’s part of all, as a bar that opens its mentions; `children` says what is behind it. */
export function PartyBar({ party, share, filter, Listen, isBad = false, children }: {
  party: Party
  share: number
  filter: Filter
  Listen: ListenLink
  isBad?: boolean
  children: ReactNode
}) {
  const { t } = useI18n()
  const inHundred = useInHundred()
  const partyName = usePartyName()
  const fill = isBad ? 'bg-bad' : party.about === 'us' ? 'bg-fill' : 'bg-edge'
  return (
    <li>
      <Listen filter={filter} className="-mx-3 grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-1.5 rounded-control px-3 py-2.5 hover:bg-sunken">
        <span className="flex min-w-0 items-baseline gap-2">
          <span className="min-w-0 font-medium"><Name>{partyName(party)}</Name></span>
          {party.about === 'us' && <span className="shrink-0 rounded-mark bg-wash px-1.5 text-meta text-accent">{t('listen.voices.us')}</span>}
        </span>
        <span className="font-semibold tabular-nums">{t('listen.voices.share', { share: inHundred(share) })}</span>
        <span aria-hidden className="col-span-2 block h-2.5 rounded-full bg-sunken">
          <span className={`block h-full rounded-full ${fill}`} style={{ inlineSize: `${share * 100}%` }} />
        </span>
        <span className="col-span-2 text-meta text-quiet tabular-nums">{children}</span>
      </Listen>
    </li>
  )
}
