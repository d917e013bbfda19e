import { Link, useNavigate } from '@tanstack/react-router'
import { Columns3, FileText, List, Plus, Scale } from 'lucide-react'
import { useRef } from 'react'
import { lookOf } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useKeys, useKeyShown } from '../../base/web/keys.ts'
import { LineState } from '../../base/web/line-state.tsx'
import { useMay } from '../../base/web/may.ts'
import { useTitle } from '../../base/web/title.ts'
import { useRead } from '../../base/web/use-read.ts'
import { counts } from '../contract.ts'
import { addressOfAsks, type AsksSeen, BOXES } from './ask-address.ts'
import { AsksBoard } from './asks-board.tsx'
import { AsksFilter } from './asks-filter.tsx'
import { AsksList } from './asks-list.tsx'
import { useAskChanges } from './use-ask-changes.ts'
import { useAskWalk } from './use-ask-walk.ts'

/** All asks that the reader may see: theirs to answer, theirs to follow, or all, as a list or as a board. */
export function AsksPage({ seen, choose }: { seen: AsksSeen; choose: (seen: AsksSeen, how?: { replace: boolean }) => void }) {
  const { t } = useI18n()
  const navigate = useNavigate()
  const page = useRef<HTMLDivElement>(null)
  const line = useAskChanges()
  const mayRaise = useMay('ask:raise')
  const shown = useKeyShown('n')
  useTitle(t('ask.list.title'))
  useAskWalk(page)
  useKeys([
    ...(mayRaise ? [{ keys: 'n', means: 'ask.raise.title' as const, act: () => void navigate({ to: '/asks/new' }) }] : []),
    { keys: 'b', means: seen.isBoard ? 'ask.list.as_list' : 'ask.list.as_board', act: () => choose({ ...seen, isBoard: !seen.isBoard }) },
  ])
  return (
    <div ref={page} className="flex h-full min-h-0 flex-col">
      <header className="flex flex-col gap-3 border-b border-line px-5 pt-3 max-md:px-4">
        <div className="flex flex-wrap items-center gap-2">
          <h1 className="text-title font-semibold">{t('ask.list.title')}</h1>
          <div className={`ms-2 me-auto ${line === 'open' ? 'max-md:invisible max-md:w-0' : ''}`}>
            <LineState line={line} />
          </div>
          <Link to="/asks/cards" className={`${lookOf('bare')} max-md:min-w-11`}>
            <FileText aria-hidden className="size-4" />
            <span className="max-md:sr-only">{t('ask.card.title')}</span>
          </Link>
          <Link to="/asks/ledger" className={`${lookOf('bare')} max-md:min-w-11`}>
            <Scale aria-hidden className="size-4" />
            <span className="max-md:sr-only">{t('ask.ledger.title')}</span>
          </Link>
          <Shape seen={seen} />
          {mayRaise && (
            <Link to="/asks/new" className={lookOf('main')} {...shown}>
              <Plus aria-hidden className="size-4" />
              {t('ask.raise.title')}
            </Link>
          )}
        </div>
        <div className="flex items-end justify-between gap-x-6 gap-y-2 max-xl:flex-col max-xl:items-stretch">
          <Boxes seen={seen} />
          <AsksFilter seen={seen} choose={choose} />
        </div>
      </header>
      <div className={seen.isBoard ? 'min-h-0 grow' : 'min-h-0 grow overflow-y-auto'}>{seen.isBoard ? <AsksBoard seen={seen} /> : <AsksList seen={seen} />}</div>
    </div>
  )
}

/** Whose asks are shown; of those that wait for somebody, how many. */
function Boxes({ seen }: { seen: AsksSeen }) {
  const { t, number } = useI18n()
  const found = useRead(counts, {}).data
  const waiting = { all: 0, to_answer: found?.toAnswer ?? 0, to_follow: found?.toFollow ?? 0 }
  return (
    <nav aria-label={t('ask.list.boxes')}>
      <ul className="-ms-3 flex overflow-x-auto">
        {BOXES.map((box) => (
          <li key={box}>
            <Link
              to="/asks"
              search={addressOfAsks({ ...seen, box })}
              activeOptions={{ exact: true }}
              className="flex min-h-10 items-center gap-2 border-b-2 border-transparent px-3 whitespace-nowrap text-quiet -outline-offset-2 hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-accent max-md:min-h-11"
            >
              {t(`ask.list.box.${box}`)}
              {waiting[box] > 0 && <span className="text-meta tabular-nums">{number(waiting[box])}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** A list or a board. */
function Shape({ seen }: { seen: AsksSeen }) {
  const { t } = useI18n()
  const shown = useKeyShown('b')
  const other = !seen.isBoard
  const Icon = other ? Columns3 : List
  return (
    <Link to="/asks" search={addressOfAsks({ ...seen, isBoard: other })} className={`${lookOf('bare')} max-md:min-w-11`} {...shown}>
      <Icon aria-hidden className="size-4" />
      <span className="max-md:sr-only">{t(other ? 'ask.list.as_board' : 'ask.list.as_list')}</span>
    </Link>
  )
}
