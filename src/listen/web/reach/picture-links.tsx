import { Link } from '@tanstack/react-router'
import { AudioLines, EarOff } from 'lucide-react'
import { useI18n } from '../../../base/web/i18n.tsx'
import { useMay } from '../../../base/web/may.ts'

const LOOK = 'inline-flex min-h-9 items-center gap-2 rounded-control px-2 text-meta font-medium text-quiet hover:bg-sunken hover:text-ink max-md:min-h-11'

/** The ways to the two pages that look at all that is heard: how much of it is of whom, and who is missing. */
export function PictureLinks({ className = '' }: { className?: string }) {
  const { t } = useI18n()
  const mayReach = useMay('source:read')
  return (
    <div className={`-mx-2 flex flex-wrap gap-x-1 ${className}`}>
      <Link to="/listen/voices" className={LOOK}>
        <AudioLines aria-hidden className="size-4" />
        {t('listen.voices.title')}
      </Link>
      {mayReach && (
        <Link to="/listen/reach" className={LOOK}>
          <EarOff aria-hidden className="size-4" />
          {t('listen.reach.title')}
        </Link>
      )}
    </div>
  )
}
