/** The kit, for whoever builds screens: every part of src/base/web side by side. Development only; see main.tsx. */
import { useState, type ReactNode } from 'react'
import { Speaking } from '../../base/web/i18n.tsx'
import { Toasts } from '../../base/web/toast.tsx'
import { directionOf, type Language, LANGUAGES, type Messages } from '../../base/wording.ts'
import en from '../../../messages/en.json' with { type: 'json' }
import he from '../../../messages/he.json' with { type: 'json' }
import { Choices, Fields, Figures } from './kit-fields.tsx'
import { Buttons, LongWork, Over, Parts, States } from './kit-parts.tsx'
import { WORDS } from './kit-words.ts'

const MESSAGES: Record<Language, Messages> = { en, he }
const GROUPS = { buttons: Buttons, fields: Fields, choices: Choices, states: States, figures: Figures, long: LongWork, parts: Parts, over: Over }
const THEMES = ['light', 'dark'] as const

/** Each group of parts four times: in both languages and both themes. */
export function Kit() {
  return (
    <main className="h-full overflow-y-auto bg-canvas p-6">
      <h1 className="pb-4 text-title font-semibold">{WORDS.en['title']}</h1>
      {Object.entries(GROUPS).map(([name, Group]) => (
        <section key={name} aria-label={name} className="grid grid-cols-1 gap-4 pb-8 md:grid-cols-2 2xl:grid-cols-4">
          {LANGUAGES.flatMap((language) => THEMES.map((theme) => (
            <Panel key={`${language} ${theme}`} language={language} theme={theme} title={WORDS[language][name] ?? name}>
              <Group words={WORDS[language]} id={`${name} ${language} ${theme}`} />
            </Panel>
          )))}
        </section>
      ))}
      <Toasts />
    </main>
  )
}

function Panel({ language, theme, title, children }: { language: Language; theme: 'light' | 'dark'; title: string; children: ReactNode }) {
  const [choose] = useState(() => () => {})
  return (
    <Speaking language={language} messages={MESSAGES[language]} choose={choose}>
      <div lang={language} dir={directionOf(language)} style={{ colorScheme: theme }} className="flex min-w-0 flex-col gap-4 rounded-card border border-line bg-surface p-5 text-ink">
        <h2 className="text-meta text-quiet">{title}</h2>
        {children}
      </div>
    </Speaking>
  )
}
