import { Button } from '../../../base/web/button.tsx'
import { Dialog } from '../../../base/web/dialog.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import type { Mention } from '../../contract.ts'
import { Voice } from '../voice.tsx'
import { MeaningForm } from './meaning-form.tsx'
import { NotSaved } from './not-saved.tsx'
import { useSeen } from './said-here.ts'
import { useCorrect } from './use-correct.ts'

/** How one mention is meant, to be corrected by a key or two: each choice counts as soon as it is made. */
export function MeaningDialog({ mention: told, close }: { mention: Mention; close: () => void }) {
  const { t } = useI18n()
  const { say, confirm } = useCorrect()
  const { meaning, text, lang } = useSeen(told).mention
  if (!meaning) return null
  const { aboutStaff, ...rest } = meaning
  return (
    <Dialog title={t('listen.correct.title')} isOpen close={close} isWide>
      <Voice text={text} lang={lang} spans={[]} />
      <MeaningForm said={{ ...rest, ...(aboutStaff === null ? {} : { aboutStaff }) }} knowsStaff={aboutStaff !== null} choose={(head, says) => say(told, head, says)} submit={close} />
      <NotSaved mention={told} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onPress={() => {
          confirm(told)
          close()
        }}>
          {t('listen.correct.right')}
        </Button>
        <Button look="main" onPress={close}>{t('base.close')}</Button>
      </div>
    </Dialog>
  )
}
