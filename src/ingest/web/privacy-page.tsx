import { ShieldCheck } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { call } from '../../base/web/call.ts'
import { type Fields, Form } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { RadioGroup } from '../../base/web/radio-group.tsx'
import { Empty, Failed, Loading } from '../../base/web/states.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { useTitle } from '../../base/web/title.ts'
import { useRead } from '../../base/web/use-read.ts'
import { askPrivacy, privacyNotice } from '../contract.ts'

const KINDS = ['erase', 'object', 'copy'] as const

/** What a company collects of the people it hears, and how they may object: for everybody, without an account. `more`: what else is done with it. */
export function PrivacyPage({ slug, more }: { slug: string; more: ReactNode }) {
  const { t, language, choose } = useI18n()
  const read = useRead(privacyNotice, { slug })
  const name = read.data?.name ?? ''
  useTitle(t('ingest.notice.title', { name }))
  if (read.isPending) return <Loading rows={3} />
  if (read.isError) return <Failed error={read.error} />
  const { networks, retentionDays } = read.data
  const other = language === 'he' ? 'en' : 'he'
  return (
    <main className="mx-auto flex max-w-xl flex-col gap-8 px-5 py-10">
      <header className="flex flex-col gap-3">
        <h1 className="text-title font-semibold text-balance">{t('ingest.notice.title', { name })}</h1>
        <button type="button" lang={other} onClick={() => choose(other)} className="self-start rounded-control text-meta text-accent underline">
          {t(`base.language.${other}`)}
        </button>
      </header>
      <Part title={t('ingest.notice.what')}>
        <p>{t('ingest.notice.what_about', { name })}</p>
        {networks.length > 0 && (
          <p>
            {t('ingest.notice.where')} <bdi>{networks.join(' · ')}</bdi>
          </p>
        )}
      </Part>
      <Part title={t('ingest.notice.why')}>
        <p>{t('ingest.notice.why_about', { name })}</p>
      </Part>
      {more}
      <Part title={t('ingest.notice.how_long')}>
        <p>{t('ingest.notice.how_long_about', { days: retentionDays })}</p>
      </Part>
      <Part title={t('ingest.notice.rights')}>
        <p>{t('ingest.notice.rights_about', { name })}</p>
        <Asking slug={slug} name={name} />
      </Part>
    </main>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <h2 className="font-semibold">{title}</h2>
      {children}
    </section>
  )
}

function Asking({ slug, name }: { slug: string; name: string }) {
  const { t } = useI18n()
  const [isAsked, setAsked] = useState(false)
  if (isAsked) return <Empty icon={<ShieldCheck className="size-5" />} title={t('ingest.notice.asked')} about={t('ingest.notice.asked_about', { name })} />
  const ask = (fields: Fields) =>
    call(askPrivacy, {
      slug,
      kind: KINDS.find((each) => each === fields['kind']) ?? 'erase',
      who: fields['who'] ?? '',
      place: fields['place']?.trim() || null,
      contact: fields['contact']?.trim() || null,
      words: fields['words'] ?? '',
    })
  return (
    <Form send={ask} then={() => setAsked(true)} button={t('ingest.notice.send')}>
      <RadioGroup label={t('ingest.notice.wish')} name="kind" defaultValue="erase" options={KINDS.map((id) => ({ id, name: t(`ingest.notice.wish.${id}`) }))} />
      <TextField label={t('ingest.notice.who')} hint={t('ingest.notice.who_hint')} name="who" isRequired maxLength={500} />
      <TextField label={t('ingest.notice.place')} name="place" maxLength={60} />
      <TextField label={t('ingest.notice.contact')} hint={t('ingest.notice.contact_hint')} name="contact" maxLength={254} />
      <TextField label={t('ingest.notice.words')} name="words" rows={3} maxLength={4_000} />
    </Form>
  )
}
