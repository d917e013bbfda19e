import { TriangleAlert, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { Chips } from '../../base/web/chips.tsx'
import { Disclosure } from '../../base/web/disclosure.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { RadioGroup } from '../../base/web/radio-group.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import type { BrandWord, ReadWord } from '../../listen/contract.ts'

const BESIDE_MAX = 10
const WORD_LENGTH_MAX = 80

/** One word: how it will be found, what else it may mean, and what to do about that. */
export function WordCard({ word, read, change, remove }: {
  word: BrandWord
  read: ReadWord | undefined
  change: (next: BrandWord) => void
  remove: () => void
}) {
  const { t } = useI18n()
  const isDoubtful = read !== undefined && (read.ambiguous.length > 0 || read.isCommon)
  return (
    <article className="flex flex-col gap-2 rounded-card border border-line bg-surface p-4">
      <header className="flex items-start gap-3">
        <h2 className="min-w-0 grow text-voice font-semibold wrap-anywhere">
          <bdi>{word.word}</bdi>
        </h2>
        <Button look="bare" label={t('base.remove', { name: word.word })} onPress={remove} className="-me-2 -mt-1 min-w-9 max-md:min-w-11">
          <X aria-hidden className="size-4" />
        </Button>
      </header>
      {read?.isEmpty && <p className="text-meta text-bad">{t('app.welcome.word_empty')}</p>}
      {read && read.forms.length > 0 && word.how !== 'exact' && (
        <p className="text-meta text-quiet">{t('app.welcome.word_forms', { forms: read.forms.join(', '), more: read.formsCount - read.forms.length })}</p>
      )}
      {isDoubtful ? (
        <div className="flex flex-col gap-3 pt-1">
          <p className="flex gap-2.5 rounded-control bg-warn-wash px-3 py-2.5">
            <TriangleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-warn" />
            {read.ambiguous.length > 0
              ? t('app.welcome.word_ambiguous', { count: read.ambiguous.length, forms: read.ambiguous.join(', '), word: word.word })
              : t('app.welcome.word_common', { word: word.word })}
          </p>
          <How word={word} read={read} change={change} />
        </div>
      ) : (
        read && !read.isEmpty && (
          <Disclosure title={t(`app.welcome.how_now_${wayOf(word, read)}`)}>
            <div className="pt-1 pb-2">
              <How word={word} read={read} change={change} />
            </div>
          </Disclosure>
        )
      )}
    </article>
  )
}

/** How a word is found, of the ways there are for it. */
const wayOf = ({ how }: BrandWord, { ambiguous }: ReadWord): BrandWord['how'] => (how === 'unambiguous' && ambiguous.length === 0 ? 'any' : how)

function How({ word, read, change }: { word: BrandWord; read: ReadWord; change: (next: BrandWord) => void }) {
  const { t } = useI18n()
  const [text, setText] = useState('')
  const forms = read.ambiguous.join(', ')
  const ways: BrandWord['how'][] = [
    ...(read.ambiguous.length > 0 ? ['unambiguous' as const] : []),
    'any',
    'beside',
    ...(read.script === 'latin' ? ['exact' as const] : []),
  ]
  return (
    <>
      <RadioGroup
        label={t('app.welcome.how')}
        options={ways.map((id) => ({ id, name: t(`app.welcome.how_${id}`, { forms, word: word.word }), about: t(`app.welcome.how_${id}_about`, { forms, word: word.word }) }))}
        value={wayOf(word, read)}
        onChange={(how) => change({ ...word, how: ways.find((each) => each === how) ?? 'any' })}
      />
      {word.how === 'beside' && (
        <div className="flex flex-col gap-2 ps-7.5">
          <Chips
            label={t('app.welcome.beside')}
            chips={word.beside.map((name) => ({ id: name, name }))}
            remove={(name) => change({ ...word, beside: word.beside.filter((each) => each !== name) })}
          />
          <AddWord
            label={t('app.welcome.beside')}
            hint={t('app.welcome.beside_hint')}
            isDisabled={word.beside.length >= BESIDE_MAX}
            text={text}
            setText={setText}
            add={(words) => change({ ...word, beside: [...new Set([...word.beside, ...words])].slice(0, BESIDE_MAX) })}
          />
        </div>
      )}
    </>
  )
}

/** Takes words, one by one or several with commas between, at Enter or at the button. `text` is what is being written. */
export function AddWord({ label, hint, isDisabled, text, setText, add }: {
  label: string
  hint: string
  isDisabled: boolean
  text: string
  setText: (text: string) => void
  add: (words: string[]) => void
}) {
  const { t } = useI18n()
  const take = (written: string) => {
    setText('')
    add(wordsIn(written))
  }
  return (
    <form
      className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2"
      onSubmit={(event) => {
        event.preventDefault()
        take(text)
      }}
    >
      <TextField
        label={label}
        hint={hint}
        value={text}
        onChange={(next) => (/[,،\n]$/.test(next) ? take(next) : setText(next))}
        isDisabled={isDisabled}
        maxLength={400}
        autoComplete="off"
      />
      <Button type="submit" isDisabled={isDisabled} className="mt-6.5 min-h-11 self-start">
        {t('app.welcome.add')}
      </Button>
    </form>
  )
}

/** The words that somebody has written, with commas between them. */
export const wordsIn = (text: string): string[] =>
  text.split(/[,،\n]/).map((word) => word.replaceAll(/\s+/g, ' ').trim().slice(0, WORD_LENGTH_MAX)).filter((word) => word !== '')
