import type { OutputOf } from '../../../base/endpoint.ts'
import { Form, type Fields } from '../../../base/web/form.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { useMay } from '../../../base/web/may.ts'
import { Card, Section } from '../../../base/web/page.tsx'
import { Select } from '../../../base/web/select.tsx'
import { TextField } from '../../../base/web/text-field.tsx'
import { toast } from '../../../base/web/toast.tsx'
import { useAct } from '../../../base/web/use-act.ts'
import { LANGUAGES } from '../../../base/wording.ts'
import { me, updateWorkspace } from '../../contract.ts'

type Workspace = OutputOf<typeof me>['workspaces'][number]

/** What the workspace is called, here and in addresses, and the language it speaks to those who have chosen none. */
export function WorkspaceSettings({ workspace: { name, slug, language, retentionDays } }: { workspace: Workspace }) {
  const { t } = useI18n()
  const mayManage = useMay('workspace:manage')
  const saving = useAct(updateWorkspace, [me])
  const save = (fields: Fields) =>
    saving.mutateAsync({
      name: fields['name'] ?? name,
      slug: fields['slug'] ?? slug,
      language: LANGUAGES.find((each) => each === fields['language']) ?? language,
      retentionDays: Number(fields['days'] ?? retentionDays),
    })
  const languages = LANGUAGES.map((id) => ({ id, name: t(`base.language.${id}`) }))
  return (
    <Section title={t('people.settings.workspace')} about={t('people.settings.workspace_about')}>
      <Card>
        <Form send={save} then={() => toast({ words: t('people.settings.saved') })} button={t('base.save')}>
          <TextField label={t('people.settings.name')} name="name" defaultValue={name} isRequired maxLength={80} isReadOnly={!mayManage} />
          <TextField
            label={t('people.settings.slug')}
            hint={t('people.settings.slug_hint')}
            name="slug"
            type="url"
            defaultValue={slug}
            isRequired
            pattern="[a-z0-9]([a-z0-9\-]{0,38}[a-z0-9])?"
            isReadOnly={!mayManage}
          />
          <Select label={t('people.settings.language')} name="language" options={languages} defaultValue={language} isDisabled={!mayManage} />
          <TextField
            label={t('people.settings.retention')}
            hint={t('people.settings.retention_hint')}
            name="days"
            type="number"
            inputMode="numeric"
            pattern="[0-9]{1,4}"
            defaultValue={String(retentionDays)}
            isRequired
            isReadOnly={!mayManage}
          />
        </Form>
      </Card>
    </Section>
  )
}
