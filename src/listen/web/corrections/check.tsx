import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../../base/web/button.tsx'
import { call, CallError } from '../../../base/web/call.ts'
import { Problem } from '../../../base/web/form.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { Card } from '../../../base/web/page.tsx'
import { keyOf } from '../../../base/web/use-read.ts'
import { useWorkspaceId } from '../../../base/web/workspace.ts'
import { agreement, type CheckItem, judge, type Saying } from '../../contract.ts'
import { usePlaceName } from '../place-name.ts'
import { Voice } from '../voice.tsx'
import { CheckOver, type Judged } from './check-over.tsx'
import { headsOf } from './head-words.ts'
import { MeaningForm } from './meaning-form.tsx'

/** Mentions to be judged one after the other; what Heed says of them is told when all are. */
export function Check({ items, knowsStaff, close }: { items: readonly CheckItem[]; knowsStaff: boolean; close: () => void }) {
  const { t } = useI18n()
  const workspaceId = useWorkspaceId()
  const client = useQueryClient()
  const [at, setAt] = useState(0)
  const [says, setSays] = useState<Saying>({})
  const [judged, setJudged] = useState<readonly Judged[]>([])
  const [sending, setSending] = useState<{ readonly error: unknown; readonly isSending: boolean; readonly wasGone?: boolean }>({ error: null, isSending: false })
  const item = items[at]
  const isWhole = headsOf(knowsStaff).every((head) => says[head] !== undefined)

  const send = async (verdict: Saying | null) => {
    if (!item || sending.isSending) return
    setSending({ error: null, isSending: true })
    try {
      const { machine } = await call(judge, { itemId: item.id, says: verdict }, { workspaceId })
      if (verdict && machine) setJudged((before) => [...before, { item, says: verdict, machine }])
      setSending({ error: null, isSending: false })
    } catch (error) {
      const isGone = error instanceof CallError && (error.code === 'listen.mention_deleted' || error.code === 'not_found')
      setSending({ error: isGone ? null : error, isSending: false, wasGone: isGone })
      if (!isGone) return
    }
    setSays({})
    setAt(at + 1)
    void client.invalidateQueries({ queryKey: keyOf(workspaceId, agreement) })
  }

  if (!item) return <CheckOver judged={judged} close={close} />
  return (
    <Card className="flex flex-col gap-4">
      <div className="flex items-center justify-between gap-4">
        <h2 className="font-semibold tabular-nums" aria-live="polite">{t('listen.understood.check.at', { at: at + 1, of: items.length })}</h2>
        <Button look="bare" onPress={close}>{t('listen.understood.check.later')}</Button>
      </div>
      <div aria-hidden className="h-1 overflow-hidden rounded-full bg-sunken">
        <div className="h-full rounded-full bg-fill transition-[inline-size]" style={{ inlineSize: `${(at / items.length) * 100}%` }} />
      </div>
      {sending.wasGone && <output className="text-meta text-quiet">{t('listen.understood.check.gone')}</output>}
      <Said item={item} />
      <MeaningForm
        key={item.id}
        said={says}
        knowsStaff={knowsStaff}
        choose={(_head, one) => setSays((before) => ({ ...before, ...one }))}
        submit={() => isWhole && void send(says)}
      />
      <Problem error={sending.error} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button isDisabled={sending.isSending} onPress={() => void send(null)}>{t('listen.understood.check.skip')}</Button>
        <Button look="main" isDisabled={!isWhole} isPending={sending.isSending} onPress={() => void send(says)} className="max-md:grow">
          {t('listen.understood.check.next')}
        </Button>
      </div>
    </Card>
  )
}

function Said({ item: { mention } }: { item: CheckItem }) {
  const { when, exactly } = useI18n()
  const placeName = usePlaceName()
  return (
    <div className="flex flex-col gap-2">
      <Voice key={mention.id} text={mention.text} lang={mention.lang} spans={[]} />
      <p className="text-meta text-quiet">
        <bdi>{placeName(mention.place)}</bdi>
        {' · '}
        <time dateTime={mention.saidAt} title={exactly(mention.saidAt)}>{when(mention.saidAt)}</time>
      </p>
    </div>
  )
}
