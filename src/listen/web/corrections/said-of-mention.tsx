import { Link } from '@tanstack/react-router'
import { Check, PencilLine } from 'lucide-react'
import { Button, lookOf } from '../../../base/web/button.tsx'
import { Disclosure } from '../../../base/web/disclosure.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { useMay } from '../../../base/web/may.ts'
import { Menu } from '../../../base/web/menu.tsx'
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
        <Disclosure title={t('listen.correct.history')} level={4}>
          <ul className="flex flex-col gap-2">
            {[...Map.groupBy(said, ({ by, at }) => `${at} ${by}`)].map(([key, together]) => <Said key={key} together={together} told={told} mayTakeBack={mayCorrect} />)}
          </ul>
        </Disclosure>
      )}
    </div>
  )
}

/** What one person said at one time. */
function Said({ together, told, mayTakeBack }: { together: readonly Correction[]; told: Mention; mayTakeBack: boolean }) {
  const { t, when, exactly } = useI18n()
  const words = useHeadWords()
  const { undo } = useCorrect()
  const standing = together.filter(({ takenBackAt }) => takenBackAt === null)
  const [first] = together
  if (!first) return null
  const { by, at, isCheck } = first
  const sentence = ({ head, said, machine }: Correction) => (
    t(said === machine ? 'listen.correct.history_same' : 'listen.correct.history_line', { head: words.title(head), said: words.value(head, said), machine: words.value(head, machine) })
  )
  return (
    <li className="flex items-start justify-between gap-3">
      <span className="min-w-0">
        {together.map((one) => (
          <span key={one.id} className={`block ${one.counts ? '' : 'text-quiet'}`}>
            {sentence(one)}
            {one.takenBackAt !== null && <span className="text-meta"> · {t('listen.correct.taken_back', { when: when(one.takenBackAt) })}</span>}
          </span>
        ))}
        <span className="block text-meta text-quiet" title={exactly(at)}>
          {by === null ? t('listen.correct.somebody') : <bdi className="wrap-anywhere">{by}</bdi>}
          {[when(at), ...(isCheck ? [t('listen.correct.in_check')] : [])].map((note) => ` · ${note}`)}
        </span>
      </span>
      {mayTakeBack && standing.length > 0 && (
        <Button look="bare" className="shrink-0 text-meta" onPress={() => undo(told, standing.map(({ id }) => id))}>
          {t('listen.correct.take_back')}
          <span className="sr-only">{standing.map(({ head, said }) => words.sentence(head, said)).join(', ')}</span>
        </Button>
      )}
    </li>
  )
}
