import { TrendingUp } from 'lucide-react'
import { useRead } from '../../../base/web/use-read.ts'
import { surges } from '../../contract.ts'
import { useSurgeWords } from './use-surge-words.ts'

const AGAIN_MS = 60_000

/** What the surge is that a list is filtered by: in the sentence whose numbers the list shows. Nothing of one that is not there. */
export function SurgeLine({ surgeId }: { surgeId: string }) {
  const words = useSurgeWords()
  const [surge] = useRead(surges, { surgeId }, AGAIN_MS).data?.surges ?? []
  if (!surge) return null
  const { said, why } = words(surge)
  return (
    <div className="flex gap-3 border-b border-line bg-wash px-5 py-3 max-md:px-4">
      <TrendingUp aria-hidden className="mt-0.5 size-4.5 shrink-0 text-accent" />
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="font-medium">{said}</p>
        <p className="text-meta text-quiet">{why}</p>
      </div>
    </div>
  )
}
