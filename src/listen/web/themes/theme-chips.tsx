import { useI18n } from '../../../base/web/i18n.tsx'
import { useRead } from '../../../base/web/use-read.ts'
import { type Filter, themes } from '../../contract.ts'

/** What the mentions of a filter speak of more than those before: each a filter by itself, to be put on and taken off. Nothing where nothing stands out. */
export function ThemeChips({ filter, choose }: { filter: Filter; choose: (filter: Filter) => void }) {
  const { t, number } = useI18n()
  const { find, ...rest } = filter
  const read = useRead(themes, { ...rest, surgeId: undefined }).data
  if (!read || read.themes.length === 0) return null
  return (
    <section aria-label={t('listen.themes.title')} className="flex flex-col gap-2">
      <div className="flex flex-col gap-0.5">
        <h2 className="text-meta font-medium text-quiet">{t('listen.themes.title')}</h2>
        <p className="text-meta text-quiet">{t('listen.themes.about', { looked: read.looked, compared: read.compared })}</p>
      </div>
      <ul className="flex flex-wrap gap-1.5">
        {read.themes.map((theme) => {
          const isChosen = find === theme.find
          return (
            <li key={theme.find} className="min-w-0">
              <button
                type="button"
                aria-pressed={isChosen}
                onClick={() => choose({ ...filter, find: isChosen ? undefined : theme.find })}
                className="flex min-h-8 max-w-full cursor-default items-center gap-1.5 rounded-full border border-line bg-surface px-3 text-meta hover:border-edge aria-pressed:border-fill aria-pressed:bg-wash aria-pressed:text-accent max-md:min-h-11"
              >
                <bdi className="truncate">{theme.name}</bdi>
                <span className="text-quiet tabular-nums">{number(theme.count)}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
