import { TrendingUp } from 'lucide-react'
import type { Mention, Surge } from '../../contract.ts'
import type { ListenLink } from '../listen-link.ts'
import { filterOfSurge, useSurgeWords } from './use-surge-words.ts'

/** Surges as sentences, each with a voice, each opening its mentions. */
export function SurgeList({ surges, Listen }: { surges: readonly (Surge & { readonly voice: Mention | null })[]; Listen: ListenLink }) {
  const words = useSurgeWords()
  return (
    <ul className="flex flex-col">
      {surges.map((surge) => {
        const { said, why } = words(surge)
        return (
          <li key={surge.id} className="border-b border-line last:border-none">
            <Listen filter={filterOfSurge(surge)} className="flex min-h-11 gap-3 rounded-control py-2.5 hover:bg-sunken">
              <TrendingUp aria-hidden className="mt-0.5 size-4.5 shrink-0 text-accent" />
              <span className="flex min-w-0 grow flex-col gap-1">
                <span className="font-medium">{said}</span>
                {surge.voice && (
                  <span dir="auto" className="line-clamp-2 border-s-2 border-line ps-2.5 text-meta wrap-anywhere">
                    {surge.voice.text}
                  </span>
                )}
                <span className="text-meta text-quiet">{why}</span>
              </span>
            </Listen>
          </li>
        )
      })}
    </ul>
  )
}
