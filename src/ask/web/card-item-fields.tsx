import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Menu } from '../../base/web/menu.tsx'
import { Section } from '../../base/web/page.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { CARD_ITEMS_MAX, KINDS, kinds } from '../contract.ts'
import type { DraftItem } from './card-draft.ts'
import { useFocusFirst } from './card-focus.ts'
import { useKindName } from './kind-name.ts'

/** What can be asked: each kind at most once. */
export function CardItemFields({ items, change }: { items: readonly DraftItem[]; change: (items: readonly DraftItem[]) => void }) {
  const { t } = useI18n()
  const nameOfKind = useKindName()
  const [added, setAdded] = useState<string | null>(null)
  const own = useRead(kinds, {}).data?.kinds ?? []
  const all = [...own.map(({ id, name }) => ({ kind: id, kindName: name })), ...KINDS.map((kind) => ({ kind, kindName: null }))]
  const free = all.filter(({ kind }) => !items.some((item) => item.kind === kind))
  const add = (kind: string, kindName: string | null) => {
    setAdded(kind)
    change([...items, { kind, kindName, leadDays: '5', needs: '' }])
  }
  const choices = free.map(({ kind, kindName }) => {
    const text = nameOfKind(kind, kindName)
    return { id: kind, text, words: <bdi>{text}</bdi>, choose: () => add(kind, kindName) }
  })
  return (
    <Section title={t('ask.card.items')} about={t('ask.card.items_edit_about')}>
      {items.length > 0 && (
        <ul className="flex flex-col gap-3">
          {items.map((item, at) => (
            <Item
              key={item.kind}
              item={item}
              isNew={item.kind === added}
              change={(part) => change(items.with(at, { ...item, ...part }))}
              remove={() => change(items.toSpliced(at, 1))}
            />
          ))}
        </ul>
      )}
      {choices.length > 0 && items.length < CARD_ITEMS_MAX && (
        <Menu label={t('ask.card.add_item')} groups={[{ choices }]} className="self-start border border-edge px-4 font-medium">
          <Plus aria-hidden className="size-4" />
          {t('ask.card.add_item')}
        </Menu>
      )}
    </Section>
  )
}

function Item({ item: { kind, kindName, leadDays, needs }, isNew, change, remove }: {
  item: DraftItem
  isNew: boolean
  change: (part: Partial<DraftItem>) => void
  remove: () => void
}) {
  const { t } = useI18n()
  const name = useKindName()(kind, kindName)
  const row = useFocusFirst<HTMLLIElement>(isNew)
  return (
    <li ref={row}>
      <fieldset className="flex flex-col gap-3 rounded-card border border-line p-4">
        <legend className="sr-only">{name}</legend>
        <div className="flex items-center justify-between gap-4">
          <bdi className="min-w-0 font-medium wrap-anywhere">{name}</bdi>
          <Button look="bare" label={t('base.remove', { name })} onPress={remove}>
            <X aria-hidden className="size-4" />
          </Button>
        </div>
        <div className="grid gap-3 md:grid-cols-[9rem_minmax(0,1fr)]">
          <TextField
            label={t('ask.card.lead_days')}
            type="number"
            inputMode="numeric"
            pattern="([0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|250)"
            isRequired
            value={leadDays}
            onChange={(next) => change({ leadDays: next })}
          />
          <TextField label={t('ask.card.needs')} rows={2} maxLength={1_000} value={needs} onChange={(next) => change({ needs: next })} placeholder={t('ask.card.needs_example')} />
        </div>
      </fieldset>
    </li>
  )
}
