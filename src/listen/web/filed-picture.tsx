import { pathOf } from '../../base/endpoint.ts'
import { useI18n } from '../../base/web/i18n.tsx'
import { clipPicture } from '../../connect/contract.ts'

/** Where a picture that was filed by hand is, on whatever address Heed is open; null for pictures of networks, which are never fetched. */
export function filedPictureOf(url: string | null): string | null {
  const at = url === null ? null : URL.parse(url)
  return at?.pathname === pathOf(clipPicture) ? `${at.pathname}${at.search}` : null
}

/** A screenshot that somebody filed: small, and whole when it is opened. */
export function FiledPicture({ address, alt }: { address: string; alt: string | null }) {
  const { t } = useI18n()
  return (
    <a href={address} download className="self-start rounded-control">
      <img src={address} alt={alt ?? t('listen.mention.no_description')} loading="lazy" className="max-h-64 max-w-full rounded-control border border-line object-contain" />
    </a>
  )
}
