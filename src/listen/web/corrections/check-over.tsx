import { Button } from '../../../base/web/button.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { Card } from '../../../base/web/page.tsx'
import type { CheckItem, Saying } from '../../contract.ts'
import { Voice } from '../voice.tsx'
import { headsOf, useHeadWords } from './head-words.ts'

/** A mention that was judged: what the person said, and what Heed had said. */
export type Judged = { readonly item: CheckItem; readonly says: Saying; readonly machine: Saying }

/** What came of a check: how often the person and Heed said the same, and where they did not. */
export function CheckOver({ judged, close }: { judged: readonly Judged[]; close: () => void }) {
  const { t } = useI18n()
  const words = useHeadWords()
  const heads = headsOf(true).filter((head) => judged.some(({ machine }) => machine[head] !== undefined))
  const differing = judged
    .map((one) => ({ ...one, differs: heads.filter((head) => one.machine[head] !== undefined && one.machine[head] !== one.says[head]) }))
    .filter(({ differs }) => differs.length > 0)
  return (
    <Card className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="font-semibold">{t('listen.understood.check.over', { count: judged.length })}</h2>
        <Button look="main" onPress={close}>{t('base.close')}</Button>
      </div>
      {judged.length > 0 && (
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1">
          {heads.map((head) => (
            <div key={head} className="contents">
              <dt className="text-quiet">{words.title(head)}</dt>
              <dd className="tabular-nums">
                {t('listen.understood.check.agreed', { agreed: judged.filter(({ says, machine }) => says[head] === machine[head]).length, judged: judged.length })}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {judged.length > 0 && differing.length === 0 && <p>{t('listen.understood.check.same')}</p>}
      {differing.length > 0 && (
        <section className="flex flex-col gap-3 border-t border-line pt-4">
          <h3 className="font-medium">{t('listen.understood.check.differ')}</h3>
          <ul className="flex flex-col gap-4">
            {differing.map(({ item: { id, mention }, says, machine, differs }) => (
              <li key={id} className="flex flex-col gap-1">
                <Voice text={mention.text} lang={mention.lang} spans={[]} />
                <ul className="text-meta text-quiet">
                  {differs.map((head) => (
                    <li key={head}>
                      {t('listen.understood.check.differ_line', { head: words.title(head), said: words.value(head, String(says[head])), machine: words.value(head, String(machine[head])) })}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Card>
  )
}
