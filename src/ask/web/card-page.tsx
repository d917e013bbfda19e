import { Link } from '@tanstack/react-router'
import { FileText } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '../../base/web/badge.tsx'
import { Button, lookOf } from '../../base/web/button.tsx'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { Page } from '../../base/web/page.tsx'
import { Empty, Failed, Loading } from '../../base/web/states.tsx'
import { toast } from '../../base/web/toast.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { useRead } from '../../base/web/use-read.ts'
import { card, type CardPage as Held, cards, parties, publishCard, unpublishCard } from '../contract.ts'
import { CardEditor } from './card-editor.tsx'
import { CardRead } from './card-read.tsx'
import { Whose } from './card-tile.tsx'

/** One department's card: read, and by those who may, written in place. */
export function CardPage({ departmentId }: { departmentId: string }) {
  const { t } = useI18n()
  const [isEditing, setEditing] = useState(false)
  const read = useRead(card, { departmentId })
  if (read.isPending) return <Loading />
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />
  const held = read.data
  const title = t('ask.card.of', { name: held.department })
  const about = (
    <span className="flex flex-wrap items-center gap-2">
      <Link to="/asks/cards" className="rounded-control text-accent underline">
        {t('ask.card.all')}
      </Link>
      <Whose isOwn={held.isOwn} isOutside={held.isOutside} />
      {held.card && !held.card.isPublished && <Badge tone="warn">{t('ask.card.draft')}</Badge>}
    </span>
  )
  if (isEditing) {
    return (
      <Page title={title} about={about}>
        <CardEditor held={held} close={() => setEditing(false)} />
      </Page>
    )
  }
  return (
    <Page title={title} about={about} actions={<Deeds held={held} edit={() => setEditing(true)} />}>
      {held.card ? <CardRead card={held.card} today={held.today} mayEdit={held.mayEdit} /> : <NoCard held={held} write={() => setEditing(true)} />}
    </Page>
  )
}

function Deeds({ held: { departmentId, isOwn, mayEdit, card: written }, edit }: { held: Held; edit: () => void }) {
  const { t } = useI18n()
  const mayRaise = useMay('ask:raise')
  const changes = [card, cards, parties]
  const publishing = useAct(publishCard, changes)
  const unpublishing = useAct(unpublishCard, changes)
  return (
    <>
      {mayRaise && !isOwn && (
        <Link to="/asks/new" search={{ to: departmentId }} className={lookOf(mayEdit ? 'plain' : 'main')}>
          {t('ask.card.ask')}
        </Link>
      )}
      {mayEdit && written && (
        <>
          {written.isPublished && (
            <Button look="bare" onPress={() => unpublishing.mutate({ departmentId })} isPending={unpublishing.isPending}>
              {t('ask.card.unpublish')}
            </Button>
          )}
          <Button onPress={edit}>{t('ask.card.edit')}</Button>
          {!written.isPublished && (
            <Button
              look="main"
              onPress={() => publishing.mutate({ departmentId }, { onSuccess: () => toast({ words: t('ask.card.published') }) })}
              isPending={publishing.isPending}
            >
              {t('ask.card.publish')}
            </Button>
          )}
        </>
      )}
      <Problem error={publishing.error ?? unpublishing.error} />
    </>
  )
}

function NoCard({ held: { mayEdit }, write }: { held: Held; write: () => void }) {
  const { t } = useI18n()
  return (
    <Empty icon={<FileText className="size-5" />} title={t('ask.card.none')} about={t(mayEdit ? 'ask.card.none_about_own' : 'ask.card.none_about')}>
      {mayEdit && (
        <Button look="main" onPress={write}>
          {t('ask.card.write')}
        </Button>
      )}
    </Empty>
  )
}
