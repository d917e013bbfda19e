import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { Failed } from '../../base/web/states.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { asks } from '../contract.ts'
import { addressOfAsks, type AsksSeen, COLUMNS } from './ask-address.ts'
import { AskTile } from './ask-tile.tsx'

const TILES_MAX = 30

/** The asks by what has become of them: a column for each. On a phone one column at a time, the next beside it. */
export function AsksBoard({ seen }: { seen: AsksSeen }) {
  return (
    <div className="flex h-full min-h-0 snap-x scroll-px-5 gap-3 overflow-x-auto px-5 py-4 max-md:scroll-px-4 max-md:px-4">
      {COLUMNS.map((column) => (
        <Column key={column} column={column} seen={seen} />
      ))}
    </div>
  )
}

function Column({ column, seen }: { column: (typeof COLUMNS)[number]; seen: AsksSeen }) {
  const { t, number } = useI18n()
  const titleId = useId()
  const { isBoard: _, ...filter } = seen
  const read = useRead(asks, { ...filter, state: column, limit: TILES_MAX })
  const found = read.data?.asks ?? []
  const more = read.data?.next != null
  return (
    <section aria-labelledby={titleId} className="flex min-h-0 min-w-52 flex-1 snap-start flex-col rounded-card bg-canvas max-md:w-[85%] max-md:flex-none">
      <h2 id={titleId} className="flex items-baseline justify-between gap-3 px-3 pt-3 pb-2 text-meta font-medium">
        {t(`ask.board.${column}`)}
        {read.data && <span className="font-normal text-quiet tabular-nums">{more ? t('ask.board.more_than', { count: found.length }) : number(found.length)}</span>}
      </h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
      <div tabIndex={0} className="flex min-h-0 flex-col gap-2 overflow-y-auto rounded-card p-2 pt-1 -outline-offset-2">
        {read.isError && <Failed error={read.error} retry={() => void read.refetch()} />}
        {read.data && found.length === 0 && <p className="px-1 py-2 text-meta text-quiet">{t('ask.board.nothing')}</p>}
        {found.map((ask) => (
          <AskTile key={ask.id} ask={ask} />
        ))}
        {more && (
          <Link to="/asks" search={addressOfAsks({ ...filter, state: column })} className="rounded-control px-1 py-2 text-meta text-accent hover:underline">
            {t('ask.board.all')}
          </Link>
        )}
      </div>
    </section>
  )
}
