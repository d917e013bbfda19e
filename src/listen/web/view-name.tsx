import { Checkbox } from '../../base/web/checkbox.tsx'
import { Dialog } from '../../base/web/dialog.tsx'
import { type Fields, Form } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { toast } from '../../base/web/toast.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { addView, type Filter, listViews, type View } from '../contract.ts'
import { useFilterWords } from './filter-words.ts'

const NAME_CHARS_MAX = 80

/** Gives a filter a name, or a view another one. A new view keeps the time that is looked at only if it is asked to: most views are of whatever is said lately. */
export function ViewName({ view, filter, close, saved, rename }: {
  view?: View
  filter: Filter
  close: () => void
  saved?: (view: View) => void
  rename?: (name: string) => Promise<void>
}) {
  const { t } = useI18n()
  const add = useAct(addView, [listViews])
  const parts = useFilterWords()(filter)
  const hasTime = filter.from !== undefined || filter.until !== undefined
  const send = async ({ name = '', time }: Fields) => {
    if (rename) return rename(name)
    const added = await add.mutateAsync({ name, filter: time ? filter : { ...filter, from: undefined, until: undefined } })
    toast({ words: t('listen.view.saved', { name: added.name }) })
    saved?.(added)
  }
  return (
    <Dialog title={t(view ? 'listen.view.rename' : 'listen.view.save')} isOpen close={close}>
      <p className="text-quiet">{parts.length > 0 ? parts.map(({ name }) => name).join(' · ') : t('listen.filter.everything')}</p>
      <Form send={send} then={close} button={t('listen.view.save_button')} sentences={{ 'listen.name_taken': t('listen.view.name_taken') }}>
        <TextField label={t('listen.view.name')} name="name" isRequired maxLength={NAME_CHARS_MAX} defaultValue={view?.name ?? ''} />
        {!view && hasTime && <Checkbox name="time" value="on" label={t('listen.view.keep_time')} hint={t('listen.view.keep_time_about')} />}
      </Form>
    </Dialog>
  )
}
