import { Button } from './button.tsx'
import { useI18n } from './i18n.tsx'
import type { Language } from '../wording.ts'

/** Whose page one is on without an account, and the other language. */
export function PublicHead({ workspace }: { workspace: string | null }) {
  const { t } = useI18n()
  return (
    <header className="flex items-center justify-between gap-4">
      <p className="flex min-w-0 items-center gap-2 font-semibold">
        <img src="/icon.svg" alt="" className="size-6" />
        <bdi className="truncate">{workspace ?? t('base.heed')}</bdi>
      </p>
      <OtherLanguage />
    </header>
  )
}

/** Changes to the other language, which it says in that language. */
export function OtherLanguage() {
  const { t, language, choose } = useI18n()
  const other: Language = language === 'he' ? 'en' : 'he'
  return (
    <Button look="bare" onPress={() => choose(other)}>
      <span lang={other}>{t(`base.language.${other}`)}</span>
    </Button>
  )
}
