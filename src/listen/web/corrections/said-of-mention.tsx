import { Link } from '@tanstack/react-router'
import { Check, PencilLine } from 'lucide-react'
import { Button, lookOf } from '../../../base/web/button.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { useMay } from '../../../base/web/may.ts'
import { Menu } from '../../../base/web/menu.tsx'
import { Name } from '../../../base/web/name.tsx'
import { useRead } from '../../../base/web/use-read.ts'
import { type Correction, corrections, type Mention } from '../../contract.ts'
import { useHeadWords } from './head-words.ts'
import { useMeaningChoices } from './meaning-menu.tsx'
import { NotSaved } from './not-saved.tsx'
import { useSeen } from './said-here.ts'
import { useCorrect } from './use-correct.ts'

/** What people said of how a mention is meant, and the way to say it. `mention` as it was told. */
export function SaidOfMention({ mention: told }: { mention: Mention }) {
  const { t } = useI18n()
  const { confirm } = useCorrect()
  const { meaning } = useSeen(told).mention
  const groups = useMeaningChoices(told, 'and its language')
  const said = useRead(corrections, { mentionId: told.id }).data?.corrections ?? []
  const mayCorrect = useMay('mention:correct') && meaning !== null
  return (
    <div className="flex flex-col gap-3">
      {mayCorrect && (
        <div className="flex flex-wrap gap-2">
          <Button onPress={() => confirm(told)}>
            <Check aria-hidden className="size-4" />
            {t('listen.correct.right')}
          </Button>
          <Menu label={t('listen.correct.change')} groups={groups} className={lookOf('plain')}>
            <PencilLine aria-hidden className="size-4" />
            {t('listen.correct.change')}
          </Menu>
        </div>
      )}
      <NotSaved mention={told} />
      {mayCorrect && (
        <Link to="/listen/understood" className="self-start text-meta text-quiet underline hover:text-ink">
          {t('listen.understood.title')}
        </Link>
      )}
      {said.length > 0 && (
        <section aria-label={t('listen.correct.history')} className="flex flex-col gap-1.5">
          <h4 className="text-meta font-medium text-quiet">{t('listen.correct.history')}</h4>
          <ul className="flex flex-col gap-2">
            {said.map((one) => <Said key={one.id} one={one} told={told} mayTakeBack={mayCorrect} />)}
          </ul>
        </section>
      )}
    </div>
  )
}

function Said({ one, told, mayTakeBack }: { one: Correction; told: Mention; mayTakeBack: boolean }) {
  const { t, when, exactly } = useI18n()
  const words = useHeadWords()
  const { undo } = useCorrect()
  const { id, head, said, machine, by, at, isCheck, takenBackAt, counts } = one
  const value = words.value(head, said)
  const sentence = t(said === machine ? 'listen.correct.history_same' : 'listen.correct.history_line', { head: words.title(head), said: value, machine: words.value(head, machine) })
  const notes = [...(isCheck ? [t('listen.correct.in_check')] : []), ...(takenBackAt ? [t('listen.correct.taken_back', { when: when(takenBackAt) })] : [])]
  return (
    <li className={`flex items-start justify-between gap-3 ${counts ? '' : 'text-quiet'}`}>
      <span className="min-w-0">
        <span className="block">{sentence}</span>
        <span className="block text-meta text-quiet" title={exactly(at)}>
          {by === null ? t('listen.correct.somebody') : <Name>{by}</Name>}
          {[when(at), ...notes].map((note) => ` · ${note}`)}
        </span>
      </span>
      {mayTakeBack && takenBackAt === null && (
        <Button look="bare" label={t('listen.correct.take_back', { said: value })} className="shrink-0 text-meta" onPress={() => undo(told, [id])}>
          {t('listen.correct.undo')}
        </Button>
      )}
    </li>
  )
}
