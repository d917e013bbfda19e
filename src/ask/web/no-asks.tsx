import { Link } from '@tanstack/react-router'
import { Handshake, Plus, SearchX } from 'lucide-react'
import { lookOf } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { Empty } from '../../base/web/states.tsx'
import { addressOfAsks, type AsksSeen } from './ask-address.ts'

/** Why no ask is shown, and what makes one appear. */
export function NoAsks({ seen: { box, isBoard, ...filter } }: { seen: AsksSeen }) {
  const { t } = useI18n()
  const mayRaise = useMay('ask:raise')
  if (Object.keys(addressOfAsks(filter)).length > 0) {
    return (
      <Empty icon={<SearchX className="size-5" />} title={t('ask.list.none_found')} about={t('ask.list.none_found_about')}>
        <Link to="/asks" search={addressOfAsks({ ...(box ? { box } : {}), ...(isBoard ? { isBoard } : {}) })} className={lookOf('plain')}>
          {t('ask.list.show_all')}
        </Link>
      </Empty>
    )
  }
  if (box === 'to_answer') return <Empty icon={<Handshake className="size-5" />} title={t('ask.list.none_to_answer')} about={t('ask.list.none_to_answer_about')} />
  return (
    <Empty icon={<Handshake className="size-5" />} title={t(box === 'to_follow' ? 'ask.list.none_to_follow' : 'ask.list.none')} about={t('ask.list.none_about')}>
      {mayRaise && (
        <Link to="/asks/new" className={lookOf('main')}>
          <Plus aria-hidden className="size-4" />
          {t('ask.raise.title')}
        </Link>
      )}
    </Empty>
  )
}
